"""`python -m graphviz_backprop`, and the program `graphviz-backprop`."""

import gc
import os
import sys

_MANY_OBJECTS = 400_000


def main() -> int:
    """Run the command line; Ctrl-C is no traceback, also while it is being loaded."""
    gc.set_threshold(_MANY_OBJECTS)  # most of what is made here stays until the end
    try:
        from graphviz_backprop.command import cli
    except KeyboardInterrupt:
        return 130
    status = cli.main()
    _leave(status)
    return status


def _leave(status: int) -> None:
    """End at once, for all files are in their places.

    What the libraries would free piece by piece, which takes a tenth of a short run, the system
    takes back as a whole.
    """
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return  # Python's own end says so
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
