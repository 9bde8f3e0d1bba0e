"""The first page, and the first start.

Words: *home* is the first page: for a stranger what this place is for, for a member what is new, what waits and what the community
is doing, each lent by the room that knows it; the *first start* is the page that makes the community, which is there only until
there is one; the *start code* proves that whoever does that keeps this server.
Who may do what: everyone reads home; who has the start code founds the community; administrators see the first steps.
"""
