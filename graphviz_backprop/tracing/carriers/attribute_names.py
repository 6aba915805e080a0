"""The attributes of objects that share a class: `net.layers[0].w`, where each calls it `self.w`."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Mapping
from typing import Any
from weakref import ref

from graphviz_backprop.sources.parsing import parsed
from graphviz_backprop.tracing.carriers.object_paths import object_paths
from graphviz_backprop.tracing.hooks.interpreter_limits import room_for_long_expressions
from graphviz_backprop.tracing.tape.record import Record, Variable
from graphviz_backprop.tracing.tape.session import Session


def settle_attribute_names(session: Session, names: Mapping[str, Any]) -> None:
    """Note where objects are kept, and name the inputs that their constructors got.

    Args:
        session: what the run left behind.
        names: those of the module after the run, from which the objects can be reached.
    """
    # The variable of a loop over objects is not what they are called.
    passing = _loop_variables(session)
    for thing, path in object_paths(names, lambda _: False, lambda _: True):
        if type(thing) not in (list, tuple, dict) and path not in passing:
            session.object_paths.setdefault(_key(thing), path)
    for key, name in session.carriers.objects:
        if name not in passing:
            session.object_paths.setdefault(key, name)
    count = Counter(variable.name for variable in session.variables)
    for variable in session.variables:
        if count[variable.name] > 1:
            _name_by_attribute(session, variable)


def _loop_variables(session: Session) -> set[str]:
    """The names that `for` statements give, anywhere in the code."""
    texts = [text for texts in session.sources.values() for text in texts]
    with room_for_long_expressions():
        statements = [statement for text in texts for statement in parsed(text)]
    loops = [
        node.target
        for statement in statements
        for node in ast.walk(statement)
        if isinstance(node, ast.For | ast.AsyncFor)
    ]
    return {part.id for target in loops for part in ast.walk(target) if isinstance(part, ast.Name)}


def _key(thing: Any) -> int:
    """The key that tells an object from others, as `Call.key` does."""
    return id(ref(thing)) if type(thing).__weakrefoffset__ else id(thing)


def _name_by_attribute(session: Session, variable: Variable) -> None:
    """Call an input by the attribute that it is stored in: `w` of `Unit(w=0.5)` is `self.w`."""
    leaves = list(variable.every_leaf())
    if len(leaves) == 1 and variable.leaves is leaves[0]:
        reference, field = session.carriers.objects.fields.get(leaves[0], (None, ""))
        path = session.object_paths.get(id(reference))
        if path is not None:
            variable.name = leaves[0].name = f"{path}.{field}"
            leaves[0].named_in = None  # it is complete
            return
    call = leaves[0].named_in if leaves else None
    if call is None or call.code.co_name != "__init__" or call.key not in session.object_paths:
        return
    owner = f"{call.code.co_varnames[0]}."
    attributes = {_attribute(session, leaf, variable.name, owner) for leaf in leaves}
    attribute = attributes.pop() if len(attributes) == 1 else ""
    if not attribute:
        return
    for leaf in leaves:
        leaf.name = attribute + leaf.name.removeprefix(variable.name)
    variable.name = attribute


def _attribute(session: Session, leaf: Record, name: str, owner: str) -> str:
    """The attribute that a part of an input is stored in, without the index of the part."""
    if not leaf.name.startswith(name):
        return ""
    index = leaf.name[len(name) :]
    aliases = [alias for alias in session.aliases.get(leaf, ()) if alias.endswith(index)]
    found = [alias.removesuffix(index) for alias in aliases if alias.startswith(owner)]
    return min(found, key=lambda alias: (alias.count("["), alias), default="")
