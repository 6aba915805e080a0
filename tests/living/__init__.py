"""The pages on which numbers can be changed."""
