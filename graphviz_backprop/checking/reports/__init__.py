"""The verdicts as lines of text, as JSON, as a table and a page; the check of many files."""
