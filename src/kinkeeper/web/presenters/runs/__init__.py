"""Checks of a return in words: the list of them, one, a rule, a child, and the season in a chart."""
