"""Records turned into typed frames: the only reader of every app's tables."""
