"""One's own data: to take along, to take away.

Words: an *export* is everything the house keeps about a member; *leaving* takes a member's name, address and traces out of it, and
leaves their words under "former member" or takes those too; *moving* gives the rows of one member to another, as when somebody
claims the placeholder that an import made of them.
Who may do what: a member exports and leaves for themselves and for nobody else. The last administrator asks somebody else first.
What each room keeps about people, and what becomes of it, is declared in its `hooks.py` with `core.personal`.
"""
