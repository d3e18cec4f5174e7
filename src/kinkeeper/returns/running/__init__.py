"""Runs of a return's rules: the files that were sent are judged once, and what was found is kept."""
