"""What reaches somebody: notices of what others did that concerns them, and how much of it they want.

Words: a *notice* tells one member of one line of the log; a *kind* says which lines make one, for whom and in which words; a *thing*
is what notices are about (a conversation, a group), by which they are gathered into one line; a *sort* is what kinds are wished as, and a
*wish* says whether a sort comes at once, in the digest, in the page only or never, everywhere or in one group; a *pause* keeps everything
back until a day; a *rhythm* is how often and at what hour somebody's digest comes; a *spread* is one act on its way to many, in batches; a *road* is a way out of the house (a
device, mail); a *device* is a browser on which a member turned notices on.
Rooms register their kinds in `hooks.py`. A notice is its member's alone.
"""
