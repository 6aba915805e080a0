"""From the neuron code you already wrote to the figures of backpropagation.

>>> import graphviz_backprop as gb
>>> def neuron(x, w, b):
...     z = x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b
...     return max(z, 0)
>>> movie = gb.trace(neuron, x=[1.0, -2.0, 3.0], w=[-3.0, -1.0, 2.0], b=1.0)
>>> movie.gradients
{'x': [-3.0, -1.0, 2.0], 'w': [1.0, -2.0, 3.0], 'b': 1.0}
>>> len(movie)
17
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graphviz_backprop.version import __version__ as __version__

if TYPE_CHECKING:
    from graphviz_backprop.api import movie, passes, run, trace
    from graphviz_backprop.capture import value
    from graphviz_backprop.checking.reports.check_files import check, check_files
    from graphviz_backprop.descending import descend, training
    from graphviz_backprop.errors import BackpropError
    from graphviz_backprop.figures import Figure
    from graphviz_backprop.functions import (
        cos,
        exp,
        log,
        maximum,
        minimum,
        relu,
        sigmoid,
        sin,
        sqrt,
        tanh,
    )
    from graphviz_backprop.movies import Movie

__all__ = [
    "BackpropError",
    "Figure",
    "Movie",
    "check",
    "check_files",
    "cos",
    "descend",
    "exp",
    "log",
    "maximum",
    "minimum",
    "movie",
    "passes",
    "relu",
    "run",
    "sigmoid",
    "sin",
    "sqrt",
    "tanh",
    "trace",
    "training",
    "value",
]

_FUNCTIONS = frozenset("cos exp log maximum minimum relu sigmoid sin sqrt tanh".split())
_MODULES = {"BackpropError": "errors", "value": "capture", "Figure": "figures", "Movie": "movies"}
_MODULES |= {"descend": "descending", "training": "descending"}
_MODULES |= {"check": "checking.reports.check_files", "check_files": "checking.reports.check_files"}


def __dir__() -> list[str]:
    """The public names, for TAB and `help`, which do not ask `__getattr__`."""
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    """Import what is asked for: `--version` should not wait for the libraries that draw."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "functions" if name in _FUNCTIONS else _MODULES.get(name, "api")
    found = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = found
    return found


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext graphviz_backprop`: makes `%%backprop` known in a notebook."""
    from graphviz_backprop.command.notebook_magic import register

    register(shell)
