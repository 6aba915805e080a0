"""Which code is the reader's own: followed step by step, not called as it is."""

from __future__ import annotations

import os
import re
import site
import sys

from graphviz_backprop.tracing.tape.record import is_example, is_own

# The folders of Python and of what is installed; sysconfig would read a large file for them.
_LIBRARY = (
    os.path.dirname(os.__file__),
    *(place for place in site.getsitepackages([sys.prefix]) if place.endswith("-packages")),
)
# Small engines in plain Python that are installed to be read: followed wherever they lie.
TEACHING_LIBRARIES = ("micrograd",)
_TEACHING = re.compile(rf"[\\/](?:{'|'.join(TEACHING_LIBRARIES)})[\\/][^\\/]+\.py$")


def is_readers_file(filename: str) -> bool:
    """True for a file of the reader's own, an example of ours, and a teaching library's."""
    if is_example(filename):
        return True
    if is_own(filename) or filename.startswith("<frozen"):
        return False
    return not filename.startswith(_LIBRARY) or bool(_TEACHING.search(filename))
