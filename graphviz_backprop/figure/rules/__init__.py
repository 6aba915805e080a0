"""The rule of a step, typeset: its local derivative, or its vjp over arrays."""
