"""The statutory returns: how each is laid out, and how its files become typed frames."""
