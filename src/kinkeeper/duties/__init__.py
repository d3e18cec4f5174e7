"""Stored duties and findings: what is owed to each child, by when, and what became of it."""
