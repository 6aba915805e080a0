"""The derivative of the output w.r.t. one value, derived line by line."""
