"""The content of a file as plain data, for the command `list`."""
