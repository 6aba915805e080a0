"""A set in order is a set, whatever is done to it."""

import copy
import pickle
import random

import pytest

from graphviz_backprop.checking.watching.ordered_set import OrderedSet

CHANGES = {
    "add": lambda s, new: s.add(new[0]),
    "discard": lambda s, new: s.discard(new[0]),
    "update": lambda s, new: s.update(new, new[:1]),
    "difference_update": lambda s, new: s.difference_update(new),
    "intersection_update": lambda s, new: s.intersection_update(new),
    "symmetric_difference_update": lambda s, new: s.symmetric_difference_update(new),
    "ior": lambda s, new: s.__ior__(set(new)),
    "isub": lambda s, new: s.__isub__(set(new)),
    "iand": lambda s, new: s.__iand__(set(new)),
    "ixor": lambda s, new: s.__ixor__(set(new)),
    "clear": lambda s, new: s.clear(),
}


@pytest.mark.parametrize("seed", range(50))
def test_it_holds_what_a_set_holds(seed):
    drawn = random.Random(seed)
    ordered, plain = OrderedSet([3, 1, 2]), {3, 1, 2}
    for _ in range(30):
        change, new = drawn.choice(list(CHANGES)), drawn.choices(range(9), k=3)
        CHANGES[change](ordered, new)
        CHANGES[change](plain, new)
        assert ordered == plain
        assert sorted(ordered) == sorted(plain)
        assert len(ordered) == len(plain)


def test_members_come_in_the_order_in_which_they_came_in():
    found = OrderedSet("gradient")
    found.remove("a")
    found.add("a")
    found |= {"z"}
    assert "".join(found) == "grdientaz"
    assert found.pop() == "g"
    assert isinstance(found, set)
    assert list(copy.deepcopy(found)) == list(pickle.loads(pickle.dumps(found))) == list(found)
    assert list(found.copy()) == list(found)
    assert repr(OrderedSet([1])) == "{1}"
    with pytest.raises(KeyError):
        OrderedSet().pop()
