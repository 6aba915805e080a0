"""Places on a page that are taken, and those that are free."""
