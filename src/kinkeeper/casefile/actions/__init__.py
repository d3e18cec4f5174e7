"""The verbs: the only writers of this app."""
