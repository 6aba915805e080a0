"""The one exception that this package raises for a reader's mistake."""


class BackpropError(Exception):
    """Something in the input can't be drawn.

    The message is one line: what arrived, where (file, cell, line), what was expected and what to
    do. The command line prints it on stderr and ends with status 1.
    """


class RefusedError(BackpropError):
    """What can't be done for the reader's code, raised in it: none of its `except` stops it."""
