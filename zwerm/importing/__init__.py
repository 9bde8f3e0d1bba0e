"""Moving in: archives of other systems, and an example community to look around in."""
