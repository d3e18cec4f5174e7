"""Dates, working days, dated values, identifiers and errors: what everything else stands on.

Import from the modules themselves: `from kinkeeper.kernel.workdays import calendar`.
"""
