"""Rules as expressions: what each notation writes is the op and its derivatives."""

import ast
import math
import random

import pytest

from graphviz_backprop.expressions import code, latex, parsed, put_in, simplified, typst
from graphviz_backprop.ops import OPS
from graphviz_backprop.typesetting import compile_pages
from tests.op_references import ELEMENTWISE

WITH_RULE = {name: op for name, op in OPS.items() if op.rule and name in ELEMENTWISE}
NAMES = {name: name for name in "abc"}


def evaluated(text, **values):
    return eval(text, {"math": math}, values)


@pytest.mark.parametrize("op", WITH_RULE.values(), ids=WITH_RULE)
def test_a_rule_as_code_gives_the_op_and_its_slopes(op):
    for args in op.samples:
        values = dict(zip("abc", args, strict=False))
        ans = op.forward(*args)
        assert evaluated(code(parsed(op.rule), NAMES), **values) == pytest.approx(ans, rel=1e-12)
        for argument, slope in enumerate(op.slopes):
            local = op.local(argument, ans, args)
            made = evaluated(code(parsed(slope), NAMES), **values)
            assert made == pytest.approx(local, rel=1e-9, abs=1e-12), slope


def test_a_wrong_slope_is_seen():
    assert evaluated(code(parsed("-a / b"), NAMES), a=2.0, b=4.0) != OPS["div"].local(
        1, 0.5, (2.0, 4.0)
    )


@pytest.mark.parametrize("op", WITH_RULE.values(), ids=WITH_RULE)
def test_every_rule_can_be_typeset(op):
    pages = [f"$ {typst(parsed(rule), NAMES)} $" for rule in (op.rule, *op.slopes)]
    assert len(compile_pages(pages, "svg")) == len(pages)
    for rule in (op.rule, *op.slopes):
        text = latex(parsed(rule), NAMES)
        assert text.count("{") == text.count("}")
        assert text.count(r"\left") == text.count(r"\right")


@pytest.mark.parametrize(
    ("rule", "in_typst", "in_latex", "in_python"),
    [
        ("a * b", "a b", r"a \, b", "a * b"),
        ("a - (b - c)", "a - (b - c)", r"a - \left(b - c\right)", "a - (b - c)"),
        ("-a / b**2", "-a / b^2", r"-\frac{a}{b^{2}}", "-a / b ** 2"),
        (
            "1 - tanh(a)**2",
            "1 - tanh^2(a)",
            r"1 - \tanh\left(a\right)^{2}",
            "1 - math.tanh(a) ** 2",
        ),
        ("1 if a > 0 else 0", "1(a > 0)", r"\mathbf{1}\left(a > 0\right)", "(1. if a > 0 else 0.)"),
        ("(a + b) * c", "(a + b) c", r"\left(a + b\right) \, c", "(a + b) * c"),
        ("(a * b)**c", "(a b)^(c)", r"\left(a \, b\right)^{c}", "(a * b) ** c"),
    ],
)
def test_the_notations(rule, in_typst, in_latex, in_python):
    expression = parsed(rule)
    assert typst(expression, NAMES) == in_typst
    assert latex(expression, NAMES) == in_latex
    assert code(expression, NAMES) == in_python


def test_a_power_of_ten_is_a_number_in_every_notation():
    small = put_in(parsed("a * b"), {"b": ast.Constant(-1.2e-7)})
    assert typst(small, NAMES) == 'a ("−1.2e−7")'
    assert latex(small, NAMES) == r"a \cdot \left(-1.2 \cdot 10^{-7}\right)"
    assert evaluated(code(small, NAMES), a=2.0) == -2.4e-7


@pytest.mark.parametrize(
    ("rule", "simpler"),
    [
        ("b * a**(b - 1)", "2 * a"),
        ("1 * a", "a"),
        ("a * 0 + c", "c"),
        ("-(-a)", "a"),
        ("a**1 / 1", "a"),
        ("log(1 * a)", "math.log(a)"),
    ],
)
def test_what_is_simpler(rule, simpler):
    with_two = put_in(parsed(rule), {"b": ast.Constant(2)})
    assert code(simplified(with_two), NAMES) == simpler
    assert parsed(rule) is parsed(rule)  # nothing was changed in place
    assert ast.dump(parsed(rule)) == ast.dump(ast.parse(rule, mode="eval").body)


def random_expression(chance, depth):
    if depth == 0:
        return chance.choice(["a", "b", "c", "1", "2", "0"])
    kind = chance.choice(["+", "-", "*", "**2", "-x", "tanh"])
    left = random_expression(chance, depth - 1)
    if kind == "**2":
        return f"({left})**2"
    if kind == "-x":
        return f"-({left})"
    if kind == "tanh":
        return f"tanh({left})"
    return f"({left}) {kind} ({random_expression(chance, depth - 1)})"


@pytest.mark.parametrize("seed", range(200))
def test_printed_and_simplified_expressions_have_the_same_value(seed):
    chance = random.Random(seed)
    text = random_expression(chance, 4)
    values = {name: chance.uniform(-2, 2) for name in "abc"}
    expected = eval(text, {"tanh": math.tanh}, values)
    expression = parsed(text)
    for one in (expression, simplified(expression)):
        assert evaluated(code(one, NAMES), **values) == pytest.approx(expected, rel=1e-9, abs=1e-9)
