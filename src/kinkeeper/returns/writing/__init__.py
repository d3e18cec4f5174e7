"""Writing a return from the records: made, released, and put into a folder whole."""
