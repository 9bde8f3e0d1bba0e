"""A place that stays on its subject: what is reported, what is decided about it, and how the author is heard.

Words: a *matter* is a kind of thing that can be reported, and its room says which decisions exist for it; a *report* says what is
wrong with one thing; all reports of one thing are one *case*, which a moderator *claims* for a short while; a *decision* closes it,
with a *reason* and words to the author; an *objection* is the author's answer, and another person than who decided answers that; a
*restriction* keeps somebody from writing (a *pause*) or out (a *block*) for a term. The *public log* tells all of it without names.
By the *rules* of a group a post is *held*: it waits until somebody lets it pass, and a *trial* shows beforehand what would have waited.
Who may do what: who sees a thing reports it. Owners and moderators of a group decide in that group, moderators and administrators of
the community everywhere; nobody decides about their own words, nor about an objection to their own decision. Who reported is known to
who decides, and never to the author.
"""
