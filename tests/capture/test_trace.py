"""`gb.trace`: which operations are seen, what they are called, what is refused."""

from __future__ import annotations

import functools
import math
import operator

import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from tests.cases import BOOK


def operators(movie):
    return [node.op.name for node in movie.graph.operators()]


def helper(z):
    return max(z, 0)


class Scaled:
    def __init__(self, factor):
        self.__factor = factor

    def method(self, x):
        return max(x * self.__factor, 0)

    def __call__(self, x):
        return self.method(x) + 1.0


FORMS = {
    "comprehension": lambda x, w, b: max(sum([p * q for p, q in zip(x, w)]) + b, 0),
    "generator": lambda x, w, b: max(0, sum(p * q for p, q in zip(x, w)) + b),
    "map": lambda x, w, b: max(sum(map(operator.mul, x, w)) + b, 0.0),
    "indices": lambda x, w, b: max(0.0, sum(x[i] * w[i] for i in range(len(x))) + b),
    "reduce": lambda x, w, b: helper(
        functools.reduce(operator.add, [p * q for p, q in zip(x, w)]) + b
    ),
    "start": lambda x, w, b: helper(sum((p * q for p, q in zip(x, w)), b)),
    "fsum": lambda x, w, b: helper(math.fsum([*(p * q for p, q in zip(x, w)), b])),
}


@pytest.mark.parametrize("form", FORMS)
def test_all_ways_to_write_a_neuron_are_the_same_graph(form):
    movie = gb.trace(FORMS[form], **BOOK)
    assert operators(movie) == ["mul", "mul", "mul", "add", "relu"]
    assert movie.gradients == {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0], "b": 1.0}


def loop_with_accumulator(x, w, b):
    total = 0.0
    for p, q in zip(x, w):
        total += p * q
    total += b
    return max(total, 0)


def loop_with_long_form(x, w, b):
    total = 0
    for i in range(3):
        total = total + x[i] * w[i]
    z = total + b
    return z if z > 0 else 0


def test_a_sum_that_grows_from_zero_is_one_operator():
    movie = gb.trace(loop_with_accumulator, **BOOK)
    assert operators(movie) == ["mul", "mul", "mul", "add", "relu"]
    assert [n.name for n in movie.graph.operators()][-2:] == ["total", ""]
    assert set(movie.gradients) == {"x", "w", "b"}


def test_a_conditional_on_values_takes_the_taken_branch():
    movie = gb.trace(loop_with_long_form, **BOOK)
    assert operators(movie)[:3] == ["mul"] * 3
    assert movie.gradients["w"] == [1.0, -2.0, 3.0]


@pytest.mark.parametrize("form", [lambda z: max(z, 0), lambda z: max(0, z), lambda z: max(0.0, z)])
@pytest.mark.parametrize("value", [2.0, -2.0, 3, -3])
def test_max_with_zero_is_relu_on_both_sides_of_zero(form, value):
    movie = gb.trace(form, value)
    assert operators(movie) == ["relu"]
    assert movie.gradients == {"z": 1.0 if value > 0 else 0.0}


def ends_early(x, w):
    z = x * w
    if z > 0:
        return z
    return -1.0


def relu_by_returns(x, w):
    z = x * w
    if z > 0:
        return z
    return 0.0


def chosen_by_elif(x):
    if x > 10:
        y = x * 2
    elif x > 0:
        y = 5.0
    else:
        y = -5.0
    return y


def test_a_constant_behind_an_if_stays_tied_to_what_was_tested():
    movie = gb.trace(ends_early, x=-2.0, w=3.0)
    assert operators(movie) == ["mul", "select"]
    assert movie.gradients == {"x": 0.0, "w": 0.0}
    assert operators(gb.trace(chosen_by_elif, x=3.0)) == ["select"]
    assert operators(gb.trace(chosen_by_elif, x=30.0)) == ["mul"]


def test_the_taken_branch_alone_is_drawn():
    movie = gb.trace(ends_early, x=2.0, w=3.0)
    assert operators(movie) == ["mul"]


@pytest.mark.parametrize(("x", "gradient"), [(2.0, 3.0), (-2.0, 0.0)])
def test_a_relu_that_is_written_with_if_is_one_on_either_side(x, gradient):
    movie = gb.trace(relu_by_returns, x=x, w=3.0)
    assert operators(movie) == ["mul", "relu"]
    assert movie.gradients["x"] == gradient


def test_methods_callables_and_partials():
    assert operators(gb.trace(Scaled(2.0).method, x=3.0)) == ["mul", "relu"]
    assert operators(gb.trace(Scaled(2.0), x=3.0)) == ["mul", "relu", "add"]
    assert operators(gb.trace(functools.partial(lambda x, k: x * k, k=2.0), x=3.0)) == ["mul"]


def power(v, n):
    return 1 if n == 0 else v * power(v, n - 1)


@functools.cache
def cached_square(v):
    print("square of", v)
    return v * v


def test_a_function_that_calls_itself():
    assert gb.trace(power, v=2.0, n=3).gradients == {"v": 12.0, "n": 0.0}


def test_a_cached_function_runs_once_and_each_call_has_its_own_gradient(capsys):
    def function(a, b):
        return cached_square(a) + 3 * cached_square(b)

    assert gb.trace(function, a=2.0, b=2.0).gradients == {"a": 4.0, "b": 12.0}
    assert capsys.readouterr().out == "square of 2.0\n"


def test_a_text_that_is_evaluated():
    def function(x, n):
        exec("x = x * 5")
        return eval("2.0 * n + x") + eval("max(n, v)", {"n": n, "v": 0})

    assert gb.trace(function, x=2.0, n=3).gradients == {"x": 1.0, "n": 3.0}


def test_the_code_sees_no_hooks(capsys):
    def function(x):
        print(sorted(locals()), dir(), sorted(vars()))
        try:
            x / 0
        except ZeroDivisionError as error:
            print(error.__traceback__.tb_next)
        return x * 2

    gb.trace(function, x=2.0)
    assert capsys.readouterr().out == "['x'] ['x'] ['x']\nNone\n"


def test_closures_keep_their_values():
    scale, calls = 3.0, []

    def scaled(x):
        calls.append(x)
        return x * scale

    assert gb.trace(scaled, x=2.0).gradients == {"x": 3.0}
    assert len(calls) == 1


def test_names_come_from_assignments():
    def function(x, w):
        product = x * w
        first, second = product + 1.0, product - 1.0
        result = first * second
        return result

    names = [node.name for node in gb.trace(function, x=2.0, w=3.0).graph.nodes]
    assert [name for name in names if name] == "x w product first second result".split()


def test_a_name_that_is_used_again_is_numbered():
    def function(x):
        x = x * 2.0
        x = x * 3.0
        return x

    assert gb.trace(function, x=1.0).graph.versions == ("x", "", "x#2", "", "x#3")


def test_nested_inputs_keep_their_shape():
    def function(net):
        return net["w"][0] * net["w"][1][0] + net["b"]

    movie = gb.trace(function, net={"w": [2.0, (3.0, 4.0)], "b": 1.0})
    assert movie.gradients == {"net": {"w": [3.0, (2.0, 0.0)], "b": 1.0}}
    assert "net['w'][1][0]" in [node.name for node in movie.graph.nodes]


def test_positional_inputs_are_named_by_the_signature():
    assert gb.trace(lambda x, w: x * w, 2.0, 3.0).gradients == {"x": 3.0, "w": 2.0}
    assert gb.trace(lambda *xs: xs[0] * xs[1], 2.0, 3.0).gradients == {"xs": (3.0, 2.0)}
    assert gb.trace(lambda **k: k["a"] * k["b"], a=2.0, b=3.0).gradients == {"a": 3.0, "b": 2.0}


def test_a_float_default_is_an_input_and_an_integer_exponent_is_not():
    def function(x, slope=0.5, power=2):
        return slope * x**power

    assert gb.trace(function, x=3.0).gradients == {"x": 3.0, "slope": 9.0}


def test_an_unused_input_has_a_zero():
    assert gb.trace(lambda x, spare: x * 2.0, 3.0, 1.0).gradients == {"x": 2.0, "spare": 0.0}


def test_the_code_of_a_function_may_hold_its_own_seed():
    def function(x):
        y = x * 3.0
        dvalue = 2.0  # noqa: F841  # read from the trace
        return y

    assert gb.trace(function, x=1.0).gradients == {"x": 6.0}


def library_call(x):
    return math.gamma(x) * x


def rounded(x):
    return round(x, 1) * x


def beside_the_output(x):
    seen = math.floor(x)
    assert seen == 2
    return x * 3.0


@pytest.mark.parametrize(("function", "name"), [(library_call, "math.gamma"), (rounded, "round")])
def test_an_unknown_operation_is_named_with_its_line(function, name):
    line = function.__code__.co_firstlineno + 1
    with pytest.raises(
        BackpropError, match=rf"line {line}: {name} is not supported.*supported are"
    ):
        gb.trace(function, x=2.5)


def test_an_unknown_operation_beside_the_output_is_no_error():
    assert gb.trace(beside_the_output, x=2.5).gradients == {"x": 3.0}
