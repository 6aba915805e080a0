"""Steps down the gradient."""
