"""The records of a run: numbers with their records, names, branches."""
