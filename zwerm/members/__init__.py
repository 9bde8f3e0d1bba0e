"""People: who is here, how they sign in, what they show of themselves, and what they were asked to do.

Words: a *member* is a person with an account, whatever contract they work under; a *placeholder* is the author of imported words
whom nobody has claimed yet; a *role* (administrator, moderator, facilitator) has a term and is kept as history; a *role type* is
what somebody says of their own work; an *invitation* comes from a person by name; a *block* keeps somebody away from me.
The *community* is everyone on this server, with its purpose, audience and languages.
Who may do what: a member keeps their own page and chooses for each field who sees it; any member may invite where the community
allows it; an administrator gives roles and keeps the community's settings.
"""
