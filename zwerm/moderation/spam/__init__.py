"""What reads like spam here: learned from this community's own decisions, kept as numbers, said with its strongest words.

It decides nothing: a moderator sees it beside a case, and who tries out a rule sees what it would have meant. No word of anybody is kept
in it, only weights of hashed features, so that who leaves takes their words along.
"""
