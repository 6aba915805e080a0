"""What each derivative may be, the likeliest first."""
