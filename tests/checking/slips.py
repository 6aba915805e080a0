"""The slips that a reader makes in a line: what could stand there instead, on the same line.

Each slip is a kind of mistake and the new text of a part of the line.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .variables import Variables

_COUNT = re.compile(
    r"(n|m|N|count|samples|outputs|num_train|batch_size|n_samples|len\(.*\)|.*\.size|.*\.shape\[[01]\])"
)
_PRODUCTS = ("dot", "matmul")


@dataclass(frozen=True)
class Slip:
    """A kind of mistake, and the part of the line that it replaces (columns in bytes)."""

    kind: str
    start: int
    end: int
    text: str


def _in_parentheses(text: str) -> bool:
    try:
        return text[0] == "(" and ast.dump(ast.parse(text[1:-1])) == ast.dump(ast.parse(text))
    except SyntaxError:
        return False


@dataclass(frozen=True)
class Line:
    """A statement of one line, and the variables of its program."""

    statement: ast.stmt
    source: bytes
    variables: Variables

    @property
    def value(self) -> ast.expr | None:
        """What the statement's target is given."""
        return getattr(self.statement, "value", None)

    def text(self, node: ast.AST) -> str:
        """Returns a node's own text."""
        return self.source[node.col_offset : node.end_col_offset].decode()

    def nodes(self) -> Iterator[ast.expr]:
        """Yields all expressions that are read, those of a mask in the target too."""
        roots: list[ast.AST] = [self.value] if self.value is not None else []
        targets = getattr(self.statement, "targets", [])
        indices = [target.slice for target in targets if isinstance(target, ast.Subscript)]
        roots += [index for index in indices if not isinstance(index, ast.Constant)]
        for root in roots:
            yield from (node for node in ast.walk(root) if isinstance(node, ast.expr))

    def replaced(self, kind: str, node: ast.AST, text: str) -> Slip:
        """Returns the slip that puts a text in the place of a node."""
        if node is self.value and _in_parentheses(text):
            text = text[1:-1]
        return Slip(kind, node.col_offset, node.end_col_offset, text)


def _attributed(line: Line, node: ast.expr) -> str:
    return _closed(line, node) if not isinstance(node, ast.BinOp) else f"({line.text(node)})"


def _called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def _is_count(node: ast.AST) -> bool:
    return _COUNT.fullmatch(ast.unparse(node)) is not None


def _closed(line: Line, node: ast.expr) -> str:
    simple = (ast.Name, ast.Call, ast.Constant, ast.Attribute, ast.Subscript)
    text = line.text(node)
    power = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)
    return text if power or isinstance(node, simple) else f"({text})"


def _sign(line: Line) -> Iterator[Slip]:
    value, statement = line.value, line.statement
    if isinstance(statement, ast.AugAssign):
        yield from _other_operator(line, {"+=": "-=", "-=": "+="}, "sign")
    elif isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub):
        yield line.replaced("sign", value, line.text(value.operand))
    elif value is not None and not isinstance(value, (ast.List, ast.ListComp, ast.Tuple)):
        yield line.replaced("sign", value, f"-{_closed(line, value)}")
    for node in line.nodes():
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
            left, right = _closed(line, node.left), _closed(line, node.right)
            if isinstance(node.left, ast.Constant):
                yield line.replaced("sign", node, f"{left} + {right}")
            else:
                yield line.replaced("sign", node, f"{right} - {left}")


def _other_operator(line: Line, others: dict[str, str], kind: str) -> Iterator[Slip]:
    target = line.statement.target
    start, end = target.end_col_offset, line.value.col_offset
    between = line.source[start:end].decode()
    if between.strip() in others:
        yield Slip(kind, start, end, between.replace(between.strip(), others[between.strip()]))


def _dropped_factor(line: Line) -> Iterator[Slip]:
    for node in line.nodes():
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            yield line.replaced("dropped factor", node, _closed(line, node.left))
            yield line.replaced("dropped factor", node, _closed(line, node.right))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            if not _is_count(node.right):
                yield line.replaced("dropped factor", node, _closed(line, node.left))
        elif _called(node) == "np.multiply":
            yield line.replaced("dropped factor", node, line.text(node.args[0]))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            yield line.replaced("dropped power", node, _closed(line, node.left))


def _extra_factor(line: Line) -> Iterator[Slip]:
    value = line.value
    if value is None or isinstance(value, (ast.List, ast.ListComp, ast.Tuple)):
        return
    if isinstance(value, ast.Constant):
        yield line.replaced("wrong number", value, f"{line.text(value)}3")
        yield line.replaced("extra factor", value, f"{line.text(value)} * 2")
        return
    own = [text for node in line.nodes() if (text := line.variables.known(node))]
    for text in [*dict.fromkeys(own), *line.variables.activations()]:
        yield line.replaced("extra factor", value, f"{_closed(line, value)} * {text}")


def _swapped_index(line: Line) -> Iterator[Slip]:
    for node in line.nodes():
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            index = node.slice.value
            if isinstance(index, int):
                other = str(index - 1 if index > 0 else index + 1)
                yield line.replaced("swapped index", node.slice, other)
            elif isinstance(index, str) and (found := re.fullmatch(r"(\w*?)(\d)", index)):
                other = repr(found[1] + ("1" if found[2] != "1" else "2")).replace("'", '"')
                yield line.replaced("swapped index", node.slice, other)
        elif isinstance(node, (ast.Name, ast.Attribute)):
            for sibling in line.variables.siblings(line.text(node)):
                yield line.replaced("swapped index", node, sibling)
    indices = [
        node
        for part in line.nodes()
        if isinstance(part, ast.Subscript)
        for node in [part.slice]
        if isinstance(node, ast.Name)
    ]
    names = sorted({node.id for node in indices})
    for node in indices:
        for name in names:
            if name != node.id:
                yield line.replaced("swapped index", node, name)


def _is_product(node: ast.expr) -> bool:
    matrix = isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)
    return matrix or _called(node).split(".")[-1] in _PRODUCTS


def _operands(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if len(node.args) == 1:
        return [node.func.value, node.args[0]]
    return list(node.args[:2])


def _transpose(line: Line) -> Iterator[Slip]:
    for node in line.nodes():
        if isinstance(node, ast.Attribute) and node.attr == "T":
            yield line.replaced("dropped transpose", node, line.text(node.value))
        elif isinstance(node, ast.Call) and _called(node).endswith(".transpose"):
            yield line.replaced("dropped transpose", node, line.text(node.func.value))
        elif _is_product(node):
            operands = _operands(node)
            for operand in operands:
                if not line.text(operand).endswith((".T", ".transpose()")):
                    yield line.replaced(
                        "extra transpose", operand, f"{_attributed(line, operand)}.T"
                    )
            yield line.replaced("transposed result", node, f"({line.text(node)}).T")
        elif _called(node) == "np.outer":
            first, second = (line.text(argument) for argument in node.args)
            yield line.replaced("transposed result", node, f"np.outer({second}, {first})")


def _overwritten(line: Line) -> Iterator[Slip]:
    if isinstance(line.statement, ast.AugAssign):
        yield from _other_operator(line, {"+=": "="}, "= for +=")
    elif isinstance(line.statement, ast.Assign):
        target = ast.unparse(line.statement.targets[0])
        is_sum = isinstance(line.value, ast.BinOp) and isinstance(line.value.op, ast.Add)
        if is_sum and line.text(line.value.left) == target:
            yield line.replaced("= for +=", line.value, line.text(line.value.right))


def _mean(line: Line) -> Iterator[Slip]:
    for node in line.nodes():
        called = _called(node)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and _is_count(node.right):
            yield line.replaced("missing mean", node, _closed(line, node.left))
        elif called == "np.mean" or called.endswith(".mean"):
            yield line.replaced("missing mean", node.func, called[: -len("mean")] + "sum")
        elif called == "np.sum" or called.endswith(".sum"):
            yield line.replaced("mean for sum", node.func, called[: -len("sum")] + "mean")
    if isinstance(line.statement, ast.AugAssign) and isinstance(line.statement.op, ast.Div):
        yield line.replaced("missing mean", line.value, "1")


def _wrong_operand(line: Line) -> Iterator[Slip]:
    for node in line.nodes():
        for other in line.variables.partners(ast.unparse(node)):
            yield line.replaced("wrong operand", node, other)


def _wrong_activation(line: Line) -> Iterator[Slip]:
    """The value before the activation for the one behind it, at all its places in the line."""
    value = line.value
    if value is None:
        return
    texts = {ast.unparse(node): node for node in line.nodes()}
    for text in texts:
        for other in line.variables.across_activation(text):
            pattern = rf"(?<![\w.\"]){re.escape(text)}(?![\w\[\"])"
            yield line.replaced(
                "activation of the wrong value",
                value,
                re.sub(pattern, lambda _: other, line.text(value)),  # noqa: B023
            )


def _comparison(line: Line) -> Iterator[Slip]:
    at_equal = {ast.Gt: ">=", ast.GtE: ">", ast.Lt: "<=", ast.LtE: "<"}
    turned = {ast.Gt: "<", ast.GtE: "<=", ast.Lt: ">", ast.LtE: ">="}
    for node in line.nodes():
        if isinstance(node, ast.Compare) and type(node.ops[0]) in at_equal:
            left, right = line.text(node.left), line.text(node.comparators[0])
            kind = type(node.ops[0])
            yield line.replaced("<= for <", node, f"{left} {at_equal[kind]} {right}")
            yield line.replaced("comparison turned", node, f"{left} {turned[kind]} {right}")


def _sum_over_batch(line: Line) -> Iterator[Slip]:
    for node in line.nodes():
        called = _called(node)
        if called == "np.sum":
            yield line.replaced("sum over the batch dropped", node, _closed(line, node.args[0]))
        elif called.endswith(".sum"):
            yield line.replaced("sum over the batch dropped", node, line.text(node.func.value))
        for keyword in getattr(node, "keywords", []):
            if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
                other = str(1 - keyword.value.value)
                yield line.replaced("wrong axis", keyword.value, other)


def _dropped_term(line: Line) -> Iterator[Slip]:
    for node in line.nodes():
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield line.replaced("dropped term", node, _closed(line, node.left))
            yield line.replaced("dropped term", node, _closed(line, node.right))


SLIPS: tuple[Callable[[Line], Iterator[Slip]], ...] = (
    _sign,
    _dropped_factor,
    _extra_factor,
    _swapped_index,
    _transpose,
    _overwritten,
    _mean,
    _wrong_operand,
    _wrong_activation,
    _comparison,
    _sum_over_batch,
    _dropped_term,
)
