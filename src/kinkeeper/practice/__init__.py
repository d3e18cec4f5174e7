"""Forms of practice: their definitions, what is drafted in them, what is signed and approved."""
