"""Moving in: archives of other systems, and an example community to look around in.

Words: an *archive* is what another system gave away, in some *format*; an *import* moves one archive into one group; a
*record* keeps what one thing of the archive became here; a *placeholder* is the author of imported words whom nobody has
claimed yet; the *report* says what came, what was here already, and what was left out and why; to *undo* an import is to
remove what it made, and nothing that members went on with.
Who may do what: whoever keeps the server imports and undoes, from the command line; administrators read what was done.
"""
