"""A backup is taken of a running server, and restored: elsewhere, in its own place, on the other database."""
