"""The numbers that the reader's own code has for derivatives, beside the true ones."""
