"""Random programs in plain Python, of the constructs that readers use; a seed gives one of them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.random_expressions import Expressions, Names

# No two are equal: at a tie there is no slope.
INPUTS = ("0.73", "-1.27", "2.1", "3", "0.31", "-0.64", "1.55", "-2", "0.92", "4")


class Program:
    """Writes one program, statement by statement."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.write = Expressions(self.random)
        self._count = 0
        self._simple: list[Callable[[Names], list[str]]] = [
            self._assignment, self._assignment, self._augmented, self._augmented_item, self._print,
            self._print, self._listing, self._unpacking, self._slice, self._swap, self._walrus,
        ]  # fmt: skip
        self._compound: list[Callable[[Names], list[str]]] = [
            self._branch, self._branch, self._loop, self._while, self._attempt, self._match,
        ]  # fmt: skip
        self._definitions: list[Callable[[Names], list[str]]] = [
            self._function, self._function, self._closure, self._class, self._generator,
            self._recursion, self._cached, self._table, self._lambda, self._text,
            self._vector,
        ]  # fmt: skip

    def code(self) -> str:
        """The program: inputs, statements and the output `out`."""
        names = Names()
        lines = ["import functools", "import math", "import numpy as np", ""]
        a, b, c, *w = self.random.sample(INPUTS, 6)
        lines += [f"a = {a}", f"b = {b}", f"c = {c}", f"w = [{', '.join(w)}]"]
        names.numbers += ["a", "b", "c"]
        names.lists["w"] = 3
        for _ in range(self.random.randint(4, 12)):
            kind = self.random.choice((self._simple, self._compound, self._definitions))
            lines += self.random.choice(kind)(names)
        lines += self._output(names)
        return "\n".join(lines) + "\n"

    def _output(self, names: Names) -> list[str]:
        parts = [self.write.number(names, 2, smooth=True) for _ in range(2)]
        parts += self.random.sample(names.numbers, 2)
        return [f"out = {' + '.join(parts)} + a * 0.5", "print(out, type(out))"]

    def _fresh(self, letter: str = "v") -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def _block(self, names: Names, size: int = 2) -> list[str]:
        """An indented block, whose new names end with it."""
        inner = names.copy()
        kinds = self._simple + (self._compound if self.random.random() < 0.3 else [])
        lines = [line for _ in range(size) for line in self.random.choice(kinds)(inner)]
        return ["    " + line for line in lines]

    def _target(self, names: Names) -> str:
        """A number's name that may be given again: not an input's, whose slope is looked at."""
        own = [name for name in names.numbers if name.startswith("v")]
        return self.random.choice(own) if own else ""

    # Simple statements.

    def _assignment(self, names: Names) -> list[str]:
        value, name = self.write.number(names, 3), self._fresh()
        names.numbers.append(name)
        return [f"{name} = {value}"]

    def _augmented(self, names: Names) -> list[str]:
        name = self._target(names)
        if not name:
            return self._assignment(names)
        sign = self.random.choice(("+", "-", "*", "/", "//", "%", "+", "+"))
        if self.random.random() < 0.3:
            return [f"{name} = {name} + {self.write.number(names, 1)}"]
        return [f"{name} {sign}= {self.write.number(names, 1)}"]

    def _augmented_item(self, names: Names) -> list[str]:
        targets = [self.write.item(names)] + [f'{d}["p"]' for d in names.dicts]
        targets += [f"{o}.u" for o in names.objects]
        target, sign = self.random.choice(targets), self.random.choice("+-*")
        return [f"{target} {sign}= {self.write.number(names, 1)}"]

    def _print(self, names: Names) -> list[str]:
        one, two = self.write.number(names, 1), self.write.atom(names)
        some = self.random.choice(list(names.lists))
        forms = (
            f"print({one}, {two}, sep='|')", f"print(f'{{{two}:.3f}} {{{two}!r:>8}}')",
            f"print('%s %.2f' % ({two}, {two}))",
            f"print({some}, type({two}), {self.write.test(names)})",
            f"print(str({two}) + repr({some}), round({two}, 2))", f"print(*{some}, end='.\\n')",
            f"print({{{two}: 1}}, ({two},), [{one}], {two} == {some}[0])",
            f"print(({two}).__class__.__name__, isinstance({two}, float), hash({two}))",
        )  # fmt: skip
        return [self.random.choice(forms)]

    def _listing(self, names: Names) -> list[str]:
        value, name = self.write.values(names), self._fresh("l")
        names.lists[name] = 2
        return [f"{name} = {value}", f"{name}.append({self.write.atom(names)})"]

    def _unpacking(self, names: Names) -> list[str]:
        values, one = self.write.values(names), self.write.number(names, 1)
        first, rest, last = self._fresh(), self._fresh("l"), self._fresh()
        names.numbers += [first, last]
        return [
            f"({first}, *{rest}), {last} = {values}, {one}",
            f"print({rest}, {first} is {last}, {first} == {last})",
        ]

    def _slice(self, names: Names) -> list[str]:
        name = self._fresh("l")
        lines = [f"{name} = {self.write.values(names)}"]
        part = self.random.choice(("[:1]", "[1:2]", "[-1:]"))
        lines.append(f"{name}{part} = [{self.write.number(names, 1)}]")
        names.lists[name] = 2
        return lines

    def _swap(self, names: Names) -> list[str]:
        name = self._target(names)
        if not name:
            return self._print(names)
        return [f"{name}, w[1] = {self.write.atom(names)}, {name}"]

    def _walrus(self, names: Names) -> list[str]:
        value, name = self.write.number(names, 1), self._fresh()
        names.numbers.append(name)
        return [f"print(({name} := {value}), {name} > 1)"]

    # Statements with blocks.

    def _branch(self, names: Names) -> list[str]:
        lines = [f"if {self.write.test(names)}:", *self._block(names)]
        if self.random.random() < 0.4:
            lines += [f"elif {self.write.test(names)}:", *self._block(names)]
        if self.random.random() < 0.6:
            lines += ["else:", *self._block(names)]
        return lines

    def _loop(self, names: Names) -> list[str]:
        some, name = self.random.choice(list(names.lists)), self._fresh()
        heads = (
            f"for {name} in {some}[:3]:",
            f"for {name} in range(3):",
            f"for {name} in (1.5, 2):",
        )
        inner = names.copy()
        inner.numbers.append(name)
        total = self._fresh()
        lines = [
            f"{total} = {self.random.choice(('0', '0.0', '1', '0.5'))}",
            self.random.choice(heads),
        ]
        names.numbers.append(total)
        inner.numbers.append(total)
        lines += self._block(inner, 1)
        leave = self.random.choice(("continue", "break"))
        lines += [f"    if {self.write.test(inner)}: {leave}"] if self.random.random() < 0.4 else []
        return [*lines, f"    {total} += {self.write.number(inner, 1)}"]

    def _while(self, names: Names) -> list[str]:
        name = self._fresh("n")
        lines = [
            f"{name} = 0",
            f"while {name} < 4 and {self.write.test(names)}:",
            f"    {name} += 1",
        ]
        lines += self._block(names)
        return [*lines, "else:", f"    print('ended', {name})"]

    def _attempt(self, names: Names) -> list[str]:
        bad = self.random.choice(
            ("1 / (a - a)", "w[9]", "{}['k']", "int('x')", "a + 'b'", "math.log(-1 * 0)")
        )
        risky = self.random.choice((bad, self.write.number(names, 2)))
        target = self._target(names) or self._fresh("u")
        return [
            "try:", f"    {target} = {risky}", *self._block(names, 1),
            "except (ArithmeticError, LookupError) as error:", "    print(repr(error), error.args)",
            f"    w[0] += {self.write.atom(names)}",
            "except Exception as error:", "    print(type(error).__name__, error)",
            "finally:", "    print('done')",
        ]  # fmt: skip

    def _match(self, names: Names) -> list[str]:
        return [
            f"match {self.write.atom(names)}:", "    case 0 | 2:", "        print('zero or two')",
            f"    case float() as m if m > {self.write.atom(names)}:", "        w[2] = w[2] + m",
            "    case int():", "        print('int')", "    case _:", "        print('other')",
        ]  # fmt: skip

    # Definitions, each with its first use.

    def _function(self, names: Names) -> list[str]:
        name, size = self._fresh("f"), self.random.randint(1, 3)
        params = [self._fresh("v") for _ in range(size)]
        inner = names.copy()
        inner.numbers = [*params, "a", "b"]
        inner.functions = {}
        lines = self._block(inner)
        if self.random.random() < 0.4:
            lines += [
                f"    if {self.write.test(inner)}:",
                f"        return {self.write.number(inner)}",
            ]
        end = f"    return {self.write.number(inner, 2, smooth=True)}"
        names.functions[name] = size
        default = ", k=0.5" if self.random.random() < 0.3 else ""
        return [f"def {name}({', '.join(params)}{default}):", *lines, end]

    def _closure(self, names: Names) -> list[str]:
        name, kept = self._fresh("f"), self.write.number(names, 1)
        names.functions[name] = 1
        return [
            f"def make_{name}(k, *rest, **named):", "    calls = 0", "    def inner(v):",
            "        nonlocal calls", "        calls += 1",
            "        return k * v + calls + sum(rest)", "    return inner",
            f"{name} = make_{name}({kept}, {self.write.atom(names)})",
        ]  # fmt: skip

    def _class(self, names: Names) -> list[str]:
        name, instance = self._fresh("C"), self._fresh("o")
        lines = [
            f"class {name}:", "    made = 0", "    def __init__(self, u, v=1.5):",
            "        self.u, self.v = u, v", f"        {name}.made += 1",
            "    def step(self, n):", "        self.v = self.v + n * self.u",
            "        return self.v - self.twice", "    @property", "    def twice(self):",
            "        return self.u * 2", "    def __mul__(self, n):",
            f"        return {name}(self.u * n, self.v)",
            f"class {name}b({name}):", "    def step(self, n):",
            "        return super().step(n) + self.u",
        ]  # fmt: skip
        kind = self.random.choice((name, f"{name}b"))
        lines.append(
            f"{instance} = {kind}({self.write.number(names, 1)}) * {self.write.atom(names)}"
        )
        names.objects.append(instance)
        return [*lines, f"print({name}.made, vars({instance}), {instance}.twice)"]

    def _generator(self, names: Names) -> list[str]:
        name, result = self._fresh("g"), self._fresh("l")
        lines = [
            f"def {name}(values, k):", "    t = 0.0", "    for value in values:",
            "        t += value * k", "        yield t", "    yield from (k, t)",
            f"{result} = list({name}({self.write.values(names)}, {self.write.atom(names)}))",
        ]  # fmt: skip
        names.lists[result] = 3
        return lines

    def _recursion(self, names: Names) -> list[str]:
        name = self._fresh("f")
        names.functions[f"{name}_2"] = 1
        return [
            f"def {name}(v, n):", "    if n == 0: return 1",
            f"    return v * {name}(v, n - 1) + 0.5",
            f"{name}_2 = functools.partial({name}, n={self.random.randint(1, 3)})",
        ]  # fmt: skip

    def _cached(self, names: Names) -> list[str]:
        name, result = self._fresh("f"), self._fresh()
        names.functions[f"{name}_of"] = 1
        lines = [
            "@functools.lru_cache(maxsize=None)", f"def {name}(v):", f"    print('{name}', v)",
            "    return v * v + 1", f"{result} = {name}(float({self.write.atom(names)}))",
            f"{name}_of = lambda v: {name}(float(v))",
            f"print({name}_of(a), {name}_of(b), {name}_of(a) is {name}_of(a), {name}.cache_info())",
        ]  # fmt: skip
        names.numbers.append(result)
        return lines

    def _table(self, names: Names) -> list[str]:
        name = self._fresh("d")
        one, two = self.write.number(names, 1), self.write.number(names, 1)
        lines = [f'{name} = {{"p": {one}, "q": {two}}}', f'{name}["r"] = {name}.get("p", 0) * 2']
        lines.append(f"print({name}, {{k: v * 2 for k, v in {name}.items()}}, sorted({name}))")
        names.dicts.append(name)
        return lines

    def _lambda(self, names: Names) -> list[str]:
        name = self._fresh("f")
        body = self.write.number(Names(numbers=["v", "k", "c"]), 2, smooth=True)
        names.functions[name] = 1
        return [f"{name} = lambda v, k={self.write.atom(names)}: {body}"]

    def _vector(self, names: Names) -> list[str]:
        """A vector of NumPy's, and numbers of its own types from it."""
        vector, number = self._fresh("l"), self._fresh()
        values, one = self.write.values(names), self.write.number(names, 1)
        forms = (f"np.dot({vector}, {vector})", f"{vector}[0] * {one}", f"np.sum({vector} - {one})")
        forms += (f"np.maximum({vector}, 0)[1]", f"np.exp(-{vector} ** 2)[0]", f"{vector}.mean()")
        lines = [f"{vector} = np.array({values})", f"{number} = {self.random.choice(forms)}"]
        names.lists[vector] = 2
        names.numbers.append(number)
        return [*lines, f"print({vector}, {vector}.dtype, {number}, type({number}), {vector} > 0)"]

    def _text(self, names: Names) -> list[str]:
        name = self._fresh()
        lines = [f"exec('{name} = {self.write.atom(names)} * 2')".replace('"', "")]
        if "[" in lines[0]:
            lines = [f"{name} = eval('a + 2.0 * b')"]
        names.numbers.append(name)
        return lines


def random_program(seed: int) -> str:
    """The program of a seed."""
    return Program(seed).code()
