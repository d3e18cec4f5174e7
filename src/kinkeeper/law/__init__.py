"""What the country says: duties, code sets, returns and sources, declared once and run elsewhere."""
