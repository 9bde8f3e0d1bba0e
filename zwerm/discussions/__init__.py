"""Conversations: topics and the posts in them.

Words: a *topic* is a conversation (a discussion, question, blog or announcement) in a section of a group; a *post* is one
contribution, the first of a topic or a *reply*; a *solution* is the reply that the asker marked; a *draft* is what somebody has not
sent yet; what is *held* was posted, and waits for a moderator by the rules of its group; a *closure* keeps a topic from new replies; a *pin* keeps it on top; a *read position* is how far somebody has read;
following a topic or muting it is a *watch*.
Who may do what: who sees the group reads; its members write; authors change and remove their own words; the asker marks the
solution; moderators of the group close, pin, move, split and merge; owners and moderators write announcements.
"""
