"""`python -m graphviz_backprop`."""

import sys

from graphviz_backprop.cli import main

sys.exit(main())
