"""The disk is full, the database is locked or lost: members keep their words, reading goes on where it can, all comes back by itself."""
