"""The house's data classes are those of the standard library, but for what they cost."""

import copy
import pickle
from dataclasses import KW_ONLY, InitVar, asdict, dataclass, field, fields, replace
from inspect import signature
from typing import ClassVar, get_type_hints

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


def numbered(decorate, count, optional):
    """A class with so many plain fields, of which the last ones have defaults."""
    names = [f"of_{number}" for number in range(count)]
    defaults = dict.fromkeys(names[count - optional :], 7.0)
    plain = {"__annotations__": dict.fromkeys(names, "float"), "__doc__": "Numbers."}
    return decorate(type("Numbered", (), plain | defaults))


def outcome(call):
    try:
        return asdict(call())
    except TypeError as error:
        return str(error).rpartition(".")[2]


@pytest.mark.parametrize("options", [*OPTIONS[:3], {}], ids=str)
@pytest.mark.parametrize(("count", "optional"), [(1, 0), (2, 1), (3, 3), (9, 2), (40, 0)])
def test_a_constructor_of_plain_fields_is_that_of_the_standard_library(options, count, optional):
    ours = numbered(quick_dataclass(**options), count, optional)
    plain = numbered(dataclass(**options), count, optional)
    for name in "name module doc annotations defaults kwdefaults".split():
        assert getattr(ours.__init__, f"__{name}__") == getattr(plain.__init__, f"__{name}__")
    assert ours.__init__.__code__.co_name == "__init__"
    assert str(signature(ours)) == str(signature(plain))
    for call in (
        lambda kind: kind(),
        lambda kind: kind(*range(count)),
        lambda kind: kind(*range(count - optional)),
        lambda kind: kind(*range(count + 1)),
        lambda kind: kind(1, of_0=2),
        lambda kind: kind(unknown=1),
        lambda kind: kind(**{f"of_{number}": number for number in range(count)}),
        lambda kind: replace(kind(*range(count)), of_0=5),
    ):
        assert outcome(lambda call=call: call(ours)) == outcome(lambda call=call: call(plain))


def with_a_class_variable():
    class Counted:
        """Its class has a number too."""

        one: "Sent"
        most: ClassVar[int] = 3

    return Counted


def with_keywords_alone():
    class Named:
        """It has a field that is given by its name alone."""

        one: "Sent"
        _: KW_ONLY
        other: "Sent"

    return Named


def with_a_parameter_that_is_no_field():
    class Begun:
        """It is made from something that it does not keep."""

        one: "Sent"
        start: InitVar["Sent"] = 3

    return Begun


def with_a_field_that_is_not_shown():
    class Quiet:
        """It has a long field."""

        one: "Sent"
        long: "Sent" = field(default=3, repr=False)

    return Quiet


def with_an_equality_of_its_own():
    class Loose:
        """Each equals each."""

        one: "Sent"

        def __eq__(self, other):
            return True

    return Loose


@pytest.mark.parametrize(
    "make",
    [
        with_a_class_variable,
        with_keywords_alone,
        with_a_parameter_that_is_no_field,
        with_a_field_that_is_not_shown,
        with_an_equality_of_its_own,
    ],
)
def test_what_else_a_field_may_be_is_the_same(make):
    told = []
    for decorate in (quick_dataclass(frozen=True), dataclass(frozen=True)):
        kind = decorate(make())
        made = kind(1, other=2) if "other" in signature(kind).parameters else kind(1)
        of_one, is_hashed = get_type_hints(kind.__init__)["one"], kind.__hash__ is not None
        told.append((str(signature(kind)), of_one, repr(made), is_hashed))
    assert told[0] == told[1]


def test_a_field_without_a_default_behind_one_with_is_told():
    def wrong(decorate):
        names = {"a": "float", "b": "float"}
        return decorate(type("Wrong", (), {"__annotations__": names, "__doc__": "No.", "a": 1.0}))

    for decorate in (quick_dataclass(frozen=True), dataclass(frozen=True)):
        with pytest.raises(TypeError, match="non-default argument 'b' follows default argument"):
            wrong(decorate)


@pytest.mark.parametrize("slots", [True, False])
def test_what_is_done_after_the_fields_are_set_is_done(slots):
    @quick_dataclass(frozen=True, slots=slots)
    class Positive:
        """It refuses what is not more than 0."""

        number: float

        def __post_init__(self):
            if self.number <= 0:
                raise ValueError("not more than 0")

    with pytest.raises(ValueError, match="not more"):
        Positive(0.0)
