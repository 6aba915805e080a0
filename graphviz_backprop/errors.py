"""The one exception that this package raises for a reader's mistake."""


class BackpropError(Exception):
    """Something in the input can't be drawn.

    The message is one line: what arrived, where (file, cell, line), what was expected and what to
    do. The command line prints it on stderr and ends with status 1.
    """
