"""What works on the house and is not part of it: installing, testing, and gathering its words."""
