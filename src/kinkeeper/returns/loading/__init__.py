"""Loading: typed frames of a return become rows of our records, and a report says what became of each."""
