"""The marks of a figure: nodes, second uses, wires, panels, curves."""
