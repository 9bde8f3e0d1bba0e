"""Every part of the look in every state, for who builds or translates the house: made in memory, from the templates of the house.

`listing` names the parts, `scene` makes the people, groups and conversations that stand in them, `telling` holds what these say.
"""
