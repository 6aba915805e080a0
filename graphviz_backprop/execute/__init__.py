"""Running a reader's cells, and what is said where they go wrong."""
