"""The hooks at run time: calls, classes, and functions that look at the code itself."""
