"""Places: the tree of groups, who is in them, who may see what.

Words: a *group* has a purpose sentence and a type (purpose, practice, interest) that may differ from its parent's; a *subgroup* is a
group with a parent; a *membership* is being in one; a *request* asks to; an *owner* leads the group for a term and a *moderator* keeps
its talk on the subject; a *section* (Discussions, Promotions, Jobs) is a part of its talk that the group can switch; a group *sleeps*
when nobody has said anything for a while; its *head* stands above each of its pages, and a *standing* is what one person is to it.
Who may do what: public groups are seen by everyone, members' groups by members, hidden ones by who is in them; a subgroup is never
seen by more people than its parent. Members talk; moderators answer requests; owners keep the group. A group is never without an owner.
"""
