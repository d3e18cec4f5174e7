"""Drawings of a child's life: pure functions from plain facts to shapes, and no query among them."""
