"""Every op in the browser: its values and slopes are Python's, and so are its errors."""

from __future__ import annotations

import math
import random

import pytest

from graphviz_backprop.living.html_page import _part
from graphviz_backprop.living.operations import operations
from graphviz_backprop.numerals import shown, typeset
from graphviz_backprop.ops import OPS
from tests.conftest import tries

COUNT = tries(200, 1_000)
SCALAR = {name: op for name, op in OPS.items() if op.is_elementwise}
_RUN = """
%s
%s
return arguments[0].map(([name, args]) => {
  const op = OPS[name];
  args = args.map(Number);
  let y;
  try { y = op.f(...args); } catch (error) { return [error.kind]; }
  const slopes = args.map((_, k) => {
    try { return (op.isVariadic ? op.d[0](k, y, args) : op.d[k](...args, y)) + 0; }
    catch (error) { return error.kind == "ValueError" ? NaN : Infinity; }
  });
  return [String(y), ...slopes.map(String)];
});
"""
EDGES = (0.0, 1.0, -1.0, 0.5, 2.0, 1e-9, -1e-9, 30.0, -30.0, 750.0, -750.0)


def arguments_of(op, rng):
    count = len(op.samples[0])
    if rng.random() < 0.3:
        return [rng.choice(EDGES) for _ in range(count)]
    return [rng.uniform(-4, 4) for _ in range(count)]


def expected_of(op, args):
    try:
        y = op.forward(*args)
    except (ArithmeticError, ValueError) as error:
        return type(error).__name__
    if isinstance(y, complex):
        return "TypeError"
    return [y, *(op.local(k, y, tuple(args)) for k in range(len(args)))]


@pytest.mark.parametrize("name", SCALAR)
def test_values_slopes_and_errors(browser, name):
    op, rng = SCALAR[name], random.Random(name)
    calls = [[*args] for args in op.samples] + [arguments_of(op, rng) for _ in range(COUNT)]
    browser.driver.get("about:blank")
    script = _RUN % (_part("python_numbers"), operations([op]))
    found = browser.driver.execute_script(script, [[name, list(map(repr, args))] for args in calls])
    for args, result in zip(calls, found, strict=True):
        expected = expected_of(op, args)
        if isinstance(expected, str):
            assert result == [expected], args
            continue
        numbers = [float(text.replace("Infinity", "inf")) for text in result]
        for one, other in zip(numbers, expected, strict=True):
            is_same = one == other or (math.isnan(one) and math.isnan(other))
            assert is_same or math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-15), (args, result)


def test_numbers_are_written_as_in_python(browser):
    rng = random.Random(0)
    numbers = [rng.uniform(-1, 1) * 10.0 ** rng.randint(-9, 9) for _ in range(3_000)]
    numbers += [round(number, rng.randint(0, 7)) for number in numbers]
    numbers += [k / 2**m for k in range(1, 400, 7) for m in range(1, 24)]  # ties in the last digit
    numbers += [
        0.0,
        -0.0,
        1e5,
        123456.0,
        123450.0,
        99999.5,
        999995.0,
        1e-4,
        9.99995e-5,
        1e300,
        5e-324,
    ]
    browser.driver.get("about:blank")
    script = (
        f"{_part('python_numbers')}\nreturn arguments[0].map(x => [shown(+x), typeset(shown(+x))])"
    )
    found = browser.driver.execute_script(script, list(map(repr, numbers)))
    assert [one for one, _ in found] == [shown(number) for number in numbers]
    assert [one for _, one in found] == [typeset(shown(number)) for number in numbers]


@pytest.mark.parametrize(
    "text", ["cross-entropy: -z gets a - b, -1.0 and 2.0e-7, x[-1]", "1.0 * 2.0 = ≈ 0"]
)
def test_minus_signs_and_hyphens(browser, text):
    browser.driver.get("about:blank")
    script = f"{_part('python_numbers')}\nreturn typeset(arguments[0])"
    assert browser.driver.execute_script(script, text) == typeset(text)
