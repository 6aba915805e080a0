"""The graph of numbers rewritten up: networks in plain lists as vectors and matrices."""
