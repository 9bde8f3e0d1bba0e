"""The house's words: gathered from code and templates, checked for Dutch, compiled. GNU gettext is not needed."""
