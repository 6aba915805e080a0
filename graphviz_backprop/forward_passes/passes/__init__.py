"""Where passes begin and end, and which of them are drawn."""
