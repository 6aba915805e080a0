"""The command line: commands, options, and what they say; the magic with the same options."""
