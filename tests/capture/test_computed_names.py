"""Entries whose keys the code computes: named by the key, evaluated once and in Python's order."""

from __future__ import annotations

import numpy as np
import pytest

import graphviz_backprop as gb

# Each makes the entries W1 and W2 of `p`, from 2.0 and -3.0.
ENTRIES = {
    "joined": "for l in (1, 2):\n    p['W' + str(l)] = float(values[l])\n",
    "f-string": "for l in (1, 2):\n    p[f'W{l}'] = float(values[l])\n",
    "format": "for l in (1, 2):\n    p['W{}'.format(l)] = float(values[l])\n",
    "several": "p['W' + '1'], p['W%d' % 2] = 2.0, -3.0\n",
    "in a function": (
        "def fill(p, n):\n    for l in range(1, n + 1):\n"
        "        p['W' + str(l)] = float(values[l])\n"
        "fill(p, 2)\n"
    ),
}


@pytest.mark.parametrize("kind", ENTRIES)
def test_an_entry_has_the_name_of_its_computed_key(kind):
    code = "values = ['', '2.0', '-3.0']\np = {}\n" + ENTRIES[kind]
    movie = gb.run(code=code + "y = p['W1'] * p['W2']\n")
    assert movie.gradients == {"p['W1']": -3.0, "p['W2']": 2.0}


def test_arrays_in_a_dict_are_updated_under_their_computed_keys():
    code = """
import numpy as np
x = np.array([[1.0, -2.0]])
p = {}
for l in (1, 2):
    p[f"W{l}"] = np.full((2, 2), 0.5 * l)
for step in range(3):
    y = np.sum(x @ p["W1"] @ p["W2"])
    grads = {"dW2": (x @ p["W1"]).T @ np.ones((1, 2)), "dW1": x.T @ np.ones((1, 2)) @ p["W2"].T}
    for l in (1, 2):
        p["W" + str(l)] -= 0.1 * grads["dW" + str(l)]
"""
    names = {}
    exec(code.replace("range(3)", "range(2)"), names)
    movie = gb.run(code=code, pass_number=3)
    x, p = names["x"], names["p"]
    ones = np.ones((1, 2))
    found = {name: np.array(gradient) for name, gradient in movie.gradients.items()}
    assert found.keys() == {"x", "p['W1']", "p['W2']"}
    assert np.allclose(found["p['W1']"], x.T @ ones @ p["W2"].T, atol=1e-12)
    assert np.allclose(found["p['W2']"], (x @ p["W1"]).T @ ones, atol=1e-12)


ORDER = """
said = []
def say(what, value):
    said.append(what)
    return value
class Store(dict):
    def __setitem__(self, key, value):
        said.append("stored " + key)
        dict.__setitem__(self, key, value)
store = Store()
say("container", store)[say("index", "k") + say("end", "1")] = say("value", 2.0)
say("container", store)[say("index", "k") + "1"] += say("more", 1.0)
a, say("second", store)[say("index", "k") + "2"] = say("both", (1.0, 5.0))
say("x", [0.0, 0.0])[say("y", 1) - 1] = say("z", 1.0)
print(said, store)
y = store["k1"] * store["k2"]
"""


def test_its_parts_are_evaluated_once_and_in_pythons_order(capsys):
    names = {}
    exec(ORDER, names)
    plain = capsys.readouterr().out
    gb.run(code=ORDER)
    assert capsys.readouterr().out == plain
    assert plain.count("container") == 2


def test_what_fails_leaves_no_name_behind(capsys):
    code = """
p = {}
try:
    p["a" + str(1)] = 1.0 / int("0")
except ZeroDivisionError:
    print([name for name in vars() if name.startswith("__gb")], p)
x = 3.0
p["b" + str(1)] = x
y = p["b1"] * 2.0
"""
    movie = gb.run(code=code)
    assert capsys.readouterr().out == "[] {}\n"
    assert movie.gradients == {"x": 2.0}
