"""`gb.trace` of functions that were typed into a plain `python`."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from tests.prompts.terminal import Terminal

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(scope="module")
def prompt(tmp_path_factory):
    terminal = Terminal(tmp_path_factory.mktemp("home"))
    terminal.type("import graphviz_backprop as gb")
    yield terminal
    terminal.close()


def typed(prompt, code):
    """Type lines of code; the last answer."""
    answer = ""
    for line in textwrap.dedent(code).strip("\n").split("\n"):
        answer = prompt.type(line)
    return answer


def examples(text):
    """The lines after `>>>` and `...`, an empty one behind each block; and what has to come."""
    lines: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        if line.startswith(">>> ") and lines and lines[-1][0].startswith(" "):
            lines.append(("", []))
        if line.startswith((">>> ", "... ")):
            lines.append((line[4:], []))
        elif line and lines:
            lines[-1][1].append(line)
    return lines


def test_the_example_of_the_readme_can_be_typed(prompt):
    block = re.search(r"```python\n(>>> import.*?)```", README.read_text(), re.DOTALL)
    for line, expected in examples(block[1]):
        assert prompt.type(line) == "\n".join(expected), line


# What is typed; the last line shows gradients, which have to be the second part.
TYPED = {
    "lambda": (
        "gb.trace(lambda x, w: max(x * w, 0), x=2.0, w=3.0).gradients",
        "{'x': 3.0, 'w': 2.0}",
    ),
    "lambda with a name": (
        "f = lambda x, w: (x + w) * (x + w)\ngb.trace(f, x=2.0, w=3.0).gradients",
        "{'x': 10.0, 'w': 10.0}",
    ),
    "the same line twice": (
        """
        def cube(x):
            y = x
            y = y * x
            y = y * x
            return y

        gb.trace(cube, x=3.0).gradients
        """,
        "{'x': 27.0}",
    ),
    "defined again": (
        """
        def f(x):
            return x * 2.0

        def f(x):
            return max(x * 5.0, 0)

        gb.trace(f, x=3.0).gradients
        """,
        "{'x': 5.0}",
    ),
    "a helper, and a function made in a function": (
        """
        def relu(z):
            return max(z, 0)

        def make(slope):
            def scaled(x):
                return relu(x * slope)
            return scaled

        gb.trace(make(4.0), x=3.0).gradients
        """,
        "{'x': 4.0}",
    ),
    "a decorated one": (
        """
        import functools
        def twice(g):
            @functools.wraps(g)
            def both(*args):
                return g(*args) + g(*args)
            return both

        @twice
        def square(x):
            return x * x

        gb.trace(square, x=3.0).gradients
        """,
        "{'x': 12.0}",
    ),
    "methods": (
        """
        class Line:
            def __init__(self, w):
                self.w = w
            def bound(self, x):
                return max(x * self.w, 0)
            @staticmethod
            def static(x):
                return max(x * 7.0, 0)
            @classmethod
            def of_class(cls, x):
                return cls.static(x)

        line = Line(3.0)
        [gb.trace(f, x=2.0).gradients["x"] for f in (line.bound, Line.static, Line.of_class)]
        """,
        "[3.0, 7.0, 7.0]",
    ),
    "an assertion": (
        """
        def checked(x):
            assert x > 0, x
            return max(x * 6.0, 0)

        gb.trace(checked, x=2.0).guards[0].text, gb.trace(checked, x=2.0).gradients
        """,
        "('x > 0', {'x': 6.0})",
    ),
}


@pytest.mark.parametrize("name", TYPED)
def test_what_is_typed_at_the_prompt_is_followed(name, prompt):
    code, expected = TYPED[name]
    assert typed(prompt, code) == expected


def test_code_without_a_text_is_one_line_with_its_name_and_place(prompt):
    answer = typed(prompt, 'exec("def made(x): return max(x, 0)")\ngb.trace(made, x=2.0)')
    assert answer.splitlines()[-1].startswith(
        "graphviz_backprop.errors.BackpropError: made: <string>, line 1: its source"
    )


def test_a_helper_without_a_text_is_named(prompt):
    code = """
    exec("def made(x): return max(x, 0) * 3.0")
    def caller(x):
        return made(x * 2.0) + x

    gb.trace(caller, x=2.0)
    """
    answer = typed(prompt, code)
    assert "caller: line 2: made is not supported" in answer.splitlines()[-1]
