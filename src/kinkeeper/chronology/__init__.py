"""What happened to each child, in order: when it was true, and when we knew."""
