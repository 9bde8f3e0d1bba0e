"""Telling open pages that what they show has changed.

Words: a *subject* is a thing whose page may stay open, by kind and number (`topic:7`); its *state* says how it stands: a version
that every change raises, and the number of its newest *part*; a *token* lets a page listen to one subject for some days; a
*stream* is one open page's connection (server-sent events); the *crowd* is every stream of this process; the *follower* looks at the
log for all of them. Rooms say in their `hooks.py` what their subjects are; the page asks the room's own door for what is new.
Who may see a thing gets its token with the page. The stream tells only that something changed, and never what.
"""
