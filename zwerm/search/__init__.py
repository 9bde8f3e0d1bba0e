"""Finding: one index over whatever rooms register, and the page that asks it.

Words: a *document* is what is found: a post, a group, what a member shows to one circle of readers. A *source* is what a room registers
(sources.py): it tells what is indexed of a record, and shows what is found to somebody who may see it. A *term* is a word as the index
has it (language/), a *mark* a term that nobody writes: where something stands, for whom it is, of whom it is. A *sweep* goes over
records again, piece by piece: after a group has closed itself off, or a rebuild.

Who may find what: what somebody may not see is not found, not counted and not suggested. The index itself holds for whom each document
is, so that nobody else's are walked through; what it gives is looked at again by the rules of places as they are now, and what is shown
once more by the door of its room.
"""
