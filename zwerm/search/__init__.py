"""Finding: what was said, and by whom, for everyone who may see it."""
