"""What the queries found, in the words and order that people read it."""
