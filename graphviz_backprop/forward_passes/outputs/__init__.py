"""Which result of a pass is differentiated, and from what gradient."""
