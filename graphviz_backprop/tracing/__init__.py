"""While the reader's code runs: hooks in its syntax tree, values that carry their records."""

from graphviz_backprop.tracing.tape.numpy_support import NumpySupport, load_with


def _load_numpy_support() -> NumpySupport:
    from graphviz_backprop.tracing import arrays  # NumPy itself is imported there

    return arrays


load_with(_load_numpy_support)
