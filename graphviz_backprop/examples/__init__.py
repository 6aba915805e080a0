"""Code as a reader writes it, for `graphviz-backprop demo`."""
