"""Mail that leaves: what is to come at once, and the digest. Every letter says how to stop it, in one step."""
