"""The reader's syntax tree with hooks in it: nothing here runs."""
