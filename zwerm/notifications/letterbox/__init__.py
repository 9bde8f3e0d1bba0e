"""Mail that comes in: answers to notices, which become replies, and letters that come back.

It arrives at one mailbox of the community (`ZWERM_REPLY_ADDRESS`), each letter at a signed address of its own that says whose answer it
is and to what, or whose letter came back. A mail server of the operator's hands it to the port of this house by SMTP; it is taken
("250") only when the reply stands in the database, so no letter is lost on the way, and one that comes twice is one reply.
"""
