"""Other programs that draw the neuron's graph, as their own guides have it: one end state each."""
