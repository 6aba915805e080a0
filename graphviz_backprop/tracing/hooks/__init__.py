"""What the hooks do at run time: calls, classes, and what looks at the code itself."""
