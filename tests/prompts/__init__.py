"""Functions that people type: at prompts, in notebooks, in doctests."""
