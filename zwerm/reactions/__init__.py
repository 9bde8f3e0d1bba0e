"""Thanks and "this helped me": given by the receiver of help, by name, to the person who gave it.

Words: a *reaction* is one of two, *thanks* or *helped*; it has a giver and a receiver. There are no counts beside names and no
lists of who got most. Rooms whose things can be thanked for call the verbs here and show the names with `thanked`.
"""
