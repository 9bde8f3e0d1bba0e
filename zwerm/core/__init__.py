"""What every room stands on, and what knows no room.

Doors (find, allow), resources, slots, permissions with reasons, Markdown, shared bodies, pages, dates as people say them.
Nothing here imports from another room; what a room lends to the house arrives through a registration.
"""
