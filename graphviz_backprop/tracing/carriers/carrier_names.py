"""Names of carriers: that of the variable that it is bound to, by its path, or by its label."""

from __future__ import annotations

from collections.abc import Mapping
from types import CodeType
from typing import Any

from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.carriers.method_calls import MethodCalls
from graphviz_backprop.tracing.carriers.object_paths import object_paths
from graphviz_backprop.tracing.tape.attribute_owner import stored_attribute
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.carriers import Carrier, Carriers

_LABELS = ("label", "name", "_label", "_name")


@quick_dataclass(frozen=True, slots=True)
class CarrierName:
    """A name, and the binding that gave it; None for a path and a label, which are complete."""

    text: str
    binding: Binding | None = None


class CarrierNames:
    """Chooses the names.

    Args:
        carriers: those of the run.
        calls: tell the class's own code from code outside.
        names: those of the module after the run.
        inputs: the ids of the carriers whose number is an input.
        outermost: the function that is traced, whose names are as good as a module's.
    """

    def __init__(
        self,
        carriers: Carriers,
        calls: MethodCalls,
        names: Mapping[str, Any],
        inputs: set[int],
        outermost: CodeType | None = None,
    ) -> None:
        self._calls = calls
        self._inputs = inputs
        self._outermost = outermost
        self._paths: dict[int, list[str]] = {}

        def is_carrier(value: Any) -> bool:
            return carriers.find(value) is not None

        def is_input(value: Any) -> bool:
            return id(carriers.find(value)) in inputs

        for thing, path in object_paths(names, is_carrier, is_input):
            carrier = carriers.find(thing)
            if carrier is not None:
                self._paths.setdefault(id(carrier), []).append(path)

    def name(self, carrier: Carrier) -> CarrierName:
        """The name of a carrier; empty where nothing names it."""
        given = [
            naming.binding for naming in carrier.names if not self._calls.is_inside(naming.binding)
        ]
        of_module = [binding for binding in given if self._is_of_module(binding)]
        if id(carrier) in self._inputs:
            return self._of_input(carrier, given, of_module)
        if of_module and (of_module[0] is given[0] or "[" not in of_module[0].name):
            return CarrierName(of_module[0].name, of_module[0])
        if given:
            return CarrierName(given[0].name, given[0])
        return CarrierName(label(carrier))

    def _of_input(
        self, carrier: Carrier, given: list[Binding], of_module: list[Binding]
    ) -> CarrierName:
        if of_module and of_module[0] is given[0]:
            return CarrierName(given[0].name, given[0])
        # A variable may be that of a loop over them; a place in a list or an object is their own.
        paths = sorted(self._paths.get(id(carrier), []), key=str.isidentifier)
        if given:
            _, dot, attribute = given[0].name.partition(".")
            alike = [path for path in paths if path.endswith(dot + attribute)]
            if dot and alike:
                return CarrierName(alike[0])
        if paths:
            return CarrierName(paths[0])
        for binding in [*of_module, *given]:
            return CarrierName(binding.name, binding)
        return CarrierName(label(carrier))

    def _is_of_module(self, binding: Binding) -> bool:
        code = binding.code
        return code is not None and (code.co_name == "<module>" or code is self._outermost)


def label(carrier: Carrier) -> str:
    """The text that the object itself stores as its name; empty without one."""
    thing = carrier.owner()
    for name in _LABELS if thing is not None else ():
        try:
            text = stored_attribute(thing, name)
        except LookupError:
            continue
        if type(text) is str and text:
            return text
    return ""
