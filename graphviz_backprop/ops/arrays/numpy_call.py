"""A call of a NumPy function as it was, to be replayed on other arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from graphviz_backprop.quick_dataclass import quick_dataclass

# These arguments only say where and as what the result is kept.
STORAGE = frozenset("out dtype casting order subok copy like device".split())


@quick_dataclass(frozen=True, slots=True)
class Slot:
    """The place of an input in the arguments of a call, by its number."""

    number: int


@quick_dataclass(frozen=True, slots=True, eq=False)
class NumpyCall:
    """A call of a NumPy function as it was: its constants by value, a `Slot` for each input.

    `tests` are the inputs that only decided: those of the condition in `np.where(z > 0, z, 0)`.
    """

    function: Callable[..., Any]
    args: tuple[Any, ...]
    named: dict[str, Any]
    tests: tuple[Slot, ...] = ()

    def filled(self, inputs: Sequence[Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments, those by place and those by name, with the inputs in their slots."""
        args = tuple(_fill(arg, inputs) for arg in self.args)
        return args, {key: _fill(arg, inputs) for key, arg in self.named.items()}

    @property
    def is_in_order(self) -> bool:
        """True if the result does not depend on how the array lies in memory."""
        texts = {arg for arg in (*self.args, self.named.get("order")) if isinstance(arg, str)}
        return not texts & {"A", "K"}


def slots(template: Any) -> Iterator[Slot]:
    """The slots in an argument."""
    if type(template) in (list, tuple):
        for part in template:
            yield from slots(part)
    elif isinstance(template, Slot):
        yield template


def _fill(template: Any, inputs: Sequence[Any]) -> Any:
    if isinstance(template, Slot):
        return inputs[template.number]
    if type(template) in (list, tuple):
        return type(template)(_fill(part, inputs) for part in template)
    return template
