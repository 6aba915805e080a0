"""The role of each named result: the forward pass, a gradient, an update of an input."""
