"""`@frozen` makes what `@dataclass(frozen=True, slots=True)` makes, but for the time it takes."""

import copy
import inspect
import pickle
import sys
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path

import pytest

import graphviz_backprop
from graphviz_backprop.data_classes import frozen


class Point:
    """A point."""

    x: float
    y: float = 0.0
    names: list = field(default_factory=list, compare=False)
    secret: str = field(default="", repr=False)


class Checked:
    """It looks at its numbers."""

    low: float
    high: float = 1.0

    def __post_init__(self):
        if self.low > self.high:
            raise ValueError("low is above high")


class Named:
    """It has methods of its own."""

    name: str
    number: int = 0

    def __eq__(self, other):
        return self.name == other.name

    def __repr__(self):
        return f"<{self.name}>"

    def __str__(self):
        return self.name


class Empty:
    """It has nothing."""


KINDS = Point, Checked, Named, Empty
ARGUMENTS = {Point: [(1.0,), (1.0, 2.0, ["p"]), (1, 2, [], "s")], Checked: [(0.5,), (0, 2)]}
ARGUMENTS |= {Named: [("n",), ("n", 3), ("m", 3)], Empty: [()]}


def both(kind, **options):
    own = {k: v for k, v in kind.__dict__.items() if k not in ("__dict__", "__weakref__")}
    ours, plain = (type(kind.__name__, (), dict(own)) for _ in range(2))
    return frozen(**options)(ours), dataclass(frozen=True, **{"slots": True} | options)(plain)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("options", [{}, {"slots": False}, {"kw_only": True}, {"eq": False}])
def test_a_class_is_like_one_of_the_standard_library(kind, options):
    ours, plain = both(kind, **options)
    named = [list(inspect.signature(kind).parameters.values()) for kind in (ours, plain)]
    assert [(one.name, one.kind) for one in named[0]] == [(one.name, one.kind) for one in named[1]]
    assert ours.__match_args__ == plain.__match_args__
    assert [one.name for one in fields(ours)] == [one.name for one in fields(plain)]
    assert hasattr(ours, "__slots__") is hasattr(plain, "__slots__")
    made = []
    for one in (ours, plain):
        names = [each.name for each in fields(one)]
        given = [dict(zip(names, some, strict=False)) for some in ARGUMENTS[kind]]
        made.append([one(**some) for some in (*given, *given)])
    for mine, other in zip(*made, strict=True):
        assert repr(mine).rpartition(".")[2] == repr(other).rpartition(".")[2]
        assert str(mine).rpartition(".")[2] == str(other).rpartition(".")[2]
        assert asdict(mine) == asdict(other)
        assert asdict(replace(mine)) == asdict(replace(other))
        assert [mine == one for one in made[0]] == [other == one for one in made[1]]
        assert asdict(copy.copy(mine)) == asdict(copy.deepcopy(mine)) == asdict(mine)
        if options.get("eq", True):
            assert hash(mine) == hash(other)
        assert mine != other or kind is Named


def test_arguments_can_be_given_in_order():
    ours, _ = both(Point)
    assert (ours(1.0, 2.0).x, ours(1.0, 2.0).y, ours(1.0).names) == (1.0, 2.0, [])
    assert ours(1.0).names is not ours(1.0).names
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        ours()
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        ours(1.0, z=2.0)


@pytest.mark.parametrize("options", [{}, {"slots": False}])
def test_nothing_can_be_changed(options):
    ours, plain = both(Point, **options)
    for made in (ours(1.0), plain(1.0)):
        with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
            made.x = 2.0
        with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
            del made.x
        assert made.x == 1.0


def test_what_is_looked_at_at_the_start_is_refused():
    ours, _ = both(Checked)
    with pytest.raises(ValueError, match="low is above high"):
        ours(2.0)


def test_a_class_with_a_dictionary_keeps_what_was_found():
    @frozen(slots=False)
    class Sum:
        terms: tuple[float, ...]

        @cached_property
        def total(self):
            return sum(self.terms)

    made = Sum((1.0, 2.0))
    assert made.total == made.__dict__["total"] == 3.0


def test_a_class_takes_up_the_fields_of_another():
    ours, _ = both(Point)
    more = frozen(type("More", (ours,), {"__annotations__": {"z": float}, "z": 3.0}))
    assert (more(1.0).x, more(1.0).z) == (1.0, 3.0)
    assert more(1.0) != ours(1.0)


@frozen
class Sent:
    """What goes through a pipe: at the module's level, for pickle takes it by its name."""

    x: float
    rest: tuple[float, ...] = ()


def test_a_pickle_of_it_is_read_again():
    sent = Sent(1.0, (2.0,))
    assert pickle.loads(pickle.dumps(sent, pickle.HIGHEST_PROTOCOL)) == sent


def test_a_match_takes_its_fields():
    match Sent(1.0, (2.0,)):
        case Sent(x, (y,)):
            assert (x, y) == (1.0, 2.0)
        case _:
            pytest.fail("no match")


def test_frozen_classes_of_the_package_are_made_this_way():
    package = Path(graphviz_backprop.__file__).parent
    others = [
        path.name
        for path in package.rglob("*.py")
        if "@dataclass(frozen=True" in path.read_text() and path.name != "data_classes.py"
    ]
    assert others == []
    assert sys.modules["graphviz_backprop.data_classes"]
