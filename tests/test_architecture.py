"""The house: imports run one way, files stay small, new things are one file."""

from __future__ import annotations

import ast
import math
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import graphviz_backprop as gb
from graphviz_backprop.formats import FORMATS, MovieFormat
from graphviz_backprop.ops import OPS, Op, register
from graphviz_backprop.sources import SOURCES, Cell, Source
from graphviz_backprop.themes import THEMES

PACKAGE = Path(gb.__file__).parent
# From left to right: each may import what stands before it, and itself.
ORDER = """
    version errors quick_dataclass extras signals limits registry numerals collector lazy_names
    late_pattern chosen_steps expressions values function_table ops graph backward levels sources
    isolation tracing execute forward_passes capture checking storyboard check_beside themes
    typesetting figure paint rendering playing video slides living formats staging saving figures
    in_notebooks short_movie lines_under_graph derivations descents further_movies movie_options
    movies api descending functions command documents sphinx mkdocs __main__
""".split()
# The rooms within a room, in the same way.
INNER = {
    "tracing": "syntax tape arrays hooks scopes carriers rounds".split(),
    "forward_passes": "roles data outputs passes lists".split(),
    "checking": "verdict watching by_hand outputs readings judging reports check_program".split(),
    "figure": (
        "mark extent timeline fit spots rules text layout figure_texts array_pages laid_out page "
        "footer drawing calculation sheet scene"
    ).split(),
    "storyboard": "texts frames captions derivation readers_numbers storyboard".split(),
}
LONGEST = 300


@cache
def modules():
    return sorted(PACKAGE.rglob("*.py"))


@cache
def tree_of(path):
    return ast.parse(path.read_text())


def part_of(path):
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imported_parts(tree):
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "graphviz_backprop":
                names = [f"graphviz_backprop.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("graphviz_backprop."):
                yield name.split(".")[1]


def wrong_way(part, tree):
    allowed = set(ORDER[: ORDER.index(part) + 1])
    return [name for name in imported_parts(tree) if name in ORDER and name not in allowed]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_left(path):
    part = part_of(path)
    if part in ("__init__", "examples"):
        return
    assert part in ORDER, f"{part} has no place in the order"
    assert wrong_way(part, tree_of(path)) == []


@pytest.mark.parametrize(("room", "part"), [(room, p) for room in INNER for p in INNER[room]])
def test_imports_point_left_within_a_room(room, part):
    allowed = INNER[room][: INNER[room].index(part) + 1]
    paths = [path for path in modules() if inner_part(path) == (room, part)]
    assert paths, f"{room} has no {part}"
    for path in paths:
        assert not [name for name in inner_imports(path, room) if name not in allowed], path


def inner_part(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:2] if len(parts) > 1 else None


def inner_imports(path, room):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.col_offset == 0:
            parts = node.module.split(".")
            if parts[:2] == ["graphviz_backprop", room] and len(parts) > 2:
                yield parts[2]


@pytest.mark.parametrize("room", INNER)
def test_every_file_has_its_place_within_a_room(room):
    parts = {inner_part(path)[1] for path in modules() if part_of(path) == room}
    assert parts == {*INNER[room], "__init__"}


def test_the_drawing_of_the_rooms_has_each():
    drawing = (Path(__file__).parent.parent / "docs" / "rooms.md").read_text()
    now, before = drawing.split("## Before")
    rooms = [*ORDER, *(part for parts in INNER.values() for part in parts)]
    assert [room for room in rooms if f"\n{room} " not in now] == []
    assert "### figure/" in before


def test_the_check_of_imports_can_fail():
    assert wrong_way("graph", ast.parse("from graphviz_backprop.capture import value")) == [
        "capture"
    ]
    assert wrong_way("graph", ast.parse("from graphviz_backprop import capture")) == ["capture"]


def module_name(path):
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(
        ".__init__"
    )


def imported_modules(tree, known):
    """The modules of the package that a file names: in functions, in strings of import_module."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in known else node.module for name in names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            names = [part.value for part in node.args if isinstance(part, ast.Constant)]
        yield from known & set(names)


def circle(imports):
    """The modules of a circle; empty where there is none."""
    left = {name: set(of) - {name} for name, of in imports.items()}
    while free := {name for name, of in left.items() if not of & left.keys()}:
        left = {name: of for name, of in left.items() if name not in free}
    return sorted(left)


def test_no_file_imports_itself_by_way_of_others():
    trees = {module_name(path): tree_of(path) for path in modules()}
    known = set(trees)
    assert circle({name: imported_modules(tree, known) for name, tree in trees.items()}) == []


def test_the_search_for_circles_can_fail():
    lazy = ast.parse("def f():\n    import_module('p.b')\n")
    imports = {"p.a": imported_modules(lazy, {"p.a", "p.b"}), "p.b": {"p.a"}, "p.c": {"p.a"}}
    assert circle(imports) == ["p.a", "p.b", "p.c"]


def test_no_room_takes_the_name_of_a_public_function():
    """`import graphviz_backprop.trace` would put a module in the place of `gb.trace`."""
    assert not {part_of(path) for path in modules()} & (set(gb.__all__) - {"errors"})


def test_no_file_is_too_long():
    scripts, tests = PACKAGE.rglob("*.js"), Path(__file__).parent.rglob("*.py")
    files = [*modules(), *scripts, *tests]
    long = {p.name: n for p in files if (n := len(p.read_text().splitlines())) > LONGEST}
    assert long == {}


def test_no_two_files_have_one_name():
    names = Counter(path.name for path in modules() if path.name != "__init__.py")
    assert [name for name, count in names.items() if count > 1] == []


def test_typst_graphviz_and_pillow_have_their_rooms():
    rooms = {
        "typst": {"typesetting"},
        "wasmtime": {"figure"},
        "graphviz": {"formats", "figures"},
        "PIL": {"typesetting", "paint", "formats"},
    }
    for path in modules():
        for node in ast.walk(tree_of(path)):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                library = name.split(".")[0]
                if library in rooms:
                    assert part_of(path) in rooms[library], f"{path.name} imports {library}"


def test_the_public_names_are_there():
    for name in gb.__all__:
        assert getattr(gb, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = gb.nothing


# One-file extensions, each added from outside the package.


def softplus(x):
    return math.log1p(math.exp(x))


def twice_softplus(x):
    return 2.0 * softplus(x)


def test_an_op_is_one_block():
    register(
        Op(
            name="softplus",
            symbol="s+",
            noun="softplus function",
            code="softplus({a})",
            forward=softplus,
            vjps=(lambda g, ans, x: g / (1 + math.exp(-x)),),
            rule="softplus(a)",
            slopes=("sigmoid(a)",),
            samples=((8.0,),),
            label="softplus",
            curve=(-3.0, 3.0),
            functions=(softplus,),
        )
    )
    try:
        movie = gb.trace(twice_softplus, x=0.0)
        assert [node.op.name for node in movie.graph.nodes if node.inputs] == ["softplus", "mul"]
        assert movie.gradients == {"x": pytest.approx(1.0)}
        assert movie[2].png.startswith(b"\x89PNG")
        assert "softplus function" in movie.frames[1].caption.sentence
    finally:
        del OPS["softplus"]


def test_a_format_is_one_call(tmp_path):
    FORMATS.add(
        "words",
        MovieFormat(lambda rendering, tick: rendering.title.encode(), b"Backprop", is_drawn=False),
    )
    try:
        path = gb.trace(lambda x: x * 2.0, x=1.0).save(tmp_path / "a.words")[0]
        assert path.read_text() == "Backpropagation through <lambda>"
    finally:
        del FORMATS._things["words"]


def test_a_theme_is_one_call():
    book = THEMES["book"]
    colors = replace(book.colors, page="#101418", name="#e8e8e8")
    THEMES.add("night", replace(book, name="night", colors=colors))
    try:
        movie = gb.trace(lambda x: x * 2.0, x=1.0).replace(theme="night")
        assert 'fill="#101418"' in movie[0].svg
    finally:
        del THEMES._things["night"]


def test_a_source_is_one_call(tmp_path):
    def read_notes(text, filename):
        return tuple(Cell(code, filename) for code in text.split("::\n")[1:])

    def sign(text):
        return text.find("::\n") if "::\n" in text else None

    SOURCES.add("rst", Source((".rst",), sign, read_notes))
    try:
        (tmp_path / "notes.rst").write_text("::\nx = 2.0\n::\ny = x * 3.0\n")
        assert gb.run(tmp_path / "notes.rst").gradients == {"x": 3.0}
        assert gb.run(code="Notes::\nx = 2.0\ny = x * 3.0\n").gradients == {"x": 3.0}
    finally:
        del SOURCES._things["rst"]
