"""What happened: one append-only log, and its readers.

Words: an *entry* is one line of the log; a *reader* is a room that catches up with the log at its own pace, with a *cursor*
that remembers how far it is; a *delivery* is something that leaves the building (a mail), tried until it arrives.
Every verb of the house calls `activity.record` inside its own transaction; everything else reads the log afterwards.
Nobody sees the log as such: rooms show what of it concerns whom.
"""
