"""`python -m graphviz_backprop`, and the program `graphviz-backprop`."""

import sys


def main() -> int:
    """Run the command line; Ctrl-C is no traceback, also while it is being loaded."""
    try:
        from graphviz_backprop import cli
    except KeyboardInterrupt:
        return 130
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
