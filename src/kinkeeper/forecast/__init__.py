"""What it will take and what it will cost: forecasts from tables and records, and their scores."""
