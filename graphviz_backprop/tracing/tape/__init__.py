"""What a run records: numbers with their records, names, branches."""
