"""The reader's code in a process of its own, with limits: its crash is not ours.

It is no sandbox: the code may do whatever its user may.
"""

from graphviz_backprop.isolation.interpreter import OWN, Interpreter, find_interpreter
from graphviz_backprop.isolation.running import Running

__all__ = ["OWN", "Interpreter", "Running", "find_interpreter"]
