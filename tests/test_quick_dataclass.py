"""The house's data classes are those of the standard library, but for what they cost."""

import copy
import pickle
from dataclasses import asdict, dataclass, field, fields, replace
from inspect import signature

import pytest

from graphviz_backprop.quick_dataclass import quick_dataclass


def point(decorate):
    @decorate
    class Point:
        """A point."""

        x: float
        y: float = 0.0
        names: list = field(default_factory=list, compare=False)

    return Point


OPTIONS = [
    {"frozen": True, "slots": True},
    {"frozen": True},
    {"slots": True},
    {"frozen": True, "slots": True, "eq": False},
    {"frozen": True, "slots": True, "kw_only": True},
]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_a_class_compares_hashes_and_reads_as_one_of_the_standard_library(options):
    ours, plain = point(quick_dataclass(**options)), point(dataclass(**options))
    pairs = []
    for kind in (ours, plain):
        one, same, other = kind(x=1.0), kind(x=1.0, names=["p"]), replace(kind(x=1.0), y=2.0)
        is_hashed = kind.__hash__ is not None
        equal = one == one, one == same, one == other, one == 1.0
        hashes = is_hashed and (hash(one) == hash(same), hash(one) == hash(other))
        form = repr(one).rpartition(".")[2], asdict(other), hasattr(one, "__dict__")
        pairs.append((equal, hashes, form, [each.name for each in fields(kind)]))
        assert copy.copy(other).y == 2.0
    assert pairs[0] == pairs[1]


def test_methods_of_its_own_stay():
    @quick_dataclass(frozen=True, slots=True)
    class Named:
        """It has methods of its own."""

        name: str

        def __eq__(self, other):
            return self.name.lower() == other.name.lower()

        def __hash__(self):
            return 0

        def __repr__(self):
            return "named"

    assert Named("a") == Named("A")
    assert (repr(Named("a")), hash(Named("a"))) == ("named", 0)


@quick_dataclass(frozen=True, slots=True)
class Sent:
    """It goes to another process."""

    one: int


def test_it_can_be_sent():
    assert pickle.loads(pickle.dumps(Sent(3))) == Sent(3)


@pytest.mark.parametrize("options", [*OPTIONS, {}], ids=str)
def test_a_class_of_a_class_has_the_fields_of_both(options):
    texts = []
    for decorate in (quick_dataclass(**options), dataclass(**options)):
        base = point(decorate)

        @decorate
        class Named(base):
            """A point with a name."""

            y: float = 1.0
            name: str = "p"

        class Plain(Named):
            """It has no fields of its own."""

            def __init__(self, name):
                super().__init__(x=2.0, name=name)

        made = Plain("q")
        texts.append((str(signature(Named)), asdict(made), repr(made).rpartition(".")[2]))
        with pytest.raises(TypeError):
            Named()
    assert texts[0] == texts[1]
