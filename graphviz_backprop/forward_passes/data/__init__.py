"""Data that the code makes up or prepares by itself: inputs, no computations."""
