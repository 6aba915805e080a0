"""The reader's code with calls put in, and its runs: as it is, one number nudged, some replaced."""
