"""Random statements over the names that a program has by now: simple ones, and blocks of them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.random_expressions import Expressions, Names


class Statements:
    """Writes statements; each method gives the lines of one."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.write = Expressions(self.random)
        self._count = 0
        self._simple: list[Callable[[Names], list[str]]] = [
            self._assignment, self._assignment, self._augmented, self._augmented_item, self._print,
            self._print, self._listing, self._unpacking, self._slice, self._swap, self._walrus,
            self._augmented_input, self._mixed_up,
        ]  # fmt: skip
        self._compound: list[Callable[[Names], list[str]]] = [
            self._branch, self._branch, self._loop, self._while, self._attempt, self._match,
            self._iterator,
        ]  # fmt: skip

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

    def _augmented_input(self, names: Names) -> list[str]:
        """An operator in place on an input: an operation as any other."""
        sign = self.random.choice("+-*")
        target = self.random.choice(("a", "b", "c", "w[0]", "w[-1]"))
        return [f"{target} {sign}= {self.write.number(names, 1, smooth=True)}"]

    def _mixed_up(self, names: Names) -> list[str]:
        """A list in another order: the numbers move, each with its gradient."""
        some, name = self.random.choice(list(names.lists)), self._fresh("l")
        seed = self.random.randrange(100)
        names.lists[name] = 2
        return [
            self.random.choice(
                (
                    f"{name} = {some}[:]; random.Random({seed}).shuffle({name})",
                    f"{name} = random.Random({seed}).sample(list({some}), len({some}))",
                    f"{name} = random.Random({seed}).choices({some}, k=3)",
                    f"{name} = sorted({some}, key=lambda v: -v)",
                    f"{name} = list({some}); {name}.reverse()",
                    f"{name} = list(reversed({some}))",
                    f"{name} = [{some}[k - 1] for k in range(len({some}))]",
                    f"{name} = list(next(itertools.permutations({some})))",
                    f"{name} = {some}[1:] + {some}[:1]",
                )
            )
        ]

    # Statements with blocks.

    def _branch(self, names: Names) -> list[str]:
        lines = [f"if {self.write.test(names)}:", *self._block(names)]
        if self.random.random() < 0.4:
            lines += [f"elif {self.write.test(names)}:", *self._block(names)]
        if self.random.random() < 0.6:
            lines += ["else:", *self._block(names)]
        return lines

    def _loop(self, names: Names) -> list[str]:
        some = self.random.choice(list(names.lists))
        head = self.random.choice((f"{some}[:3]", "range(3)", "(1.5, 2)"))
        name = self._fresh("n" if head == "range(3)" else "v")  # what counts is no input's number
        inner = names.copy()
        inner.numbers.append(name)
        total = self._fresh()
        lines = [
            f"{total} = {self.random.choice(('0', '0.0', '1', '0.5'))}",
            f"for {name} in {head}:",
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

    def _iterator(self, names: Names) -> list[str]:
        """A loop over what an iterator gives."""
        some, other = self.random.choices(list(names.lists), k=2)
        one, total = self._fresh(), self._fresh()
        heads = (
            f"for _, {one} in enumerate({some}[:4]):",
            f"for {one} in iter({some}[:4]):",
            f"for {one} in itertools.chain({some}[:2], {other}[:2]):",
            f"for {one} in itertools.islice(itertools.cycle({some}), 4):",
            f"for {one}, _ in zip({some}, {other}):",
            f"for {one} in itertools.accumulate({some}[:4]):",
            f"for {one}, _ in itertools.pairwise({some}[:4]):",
            f"for {one} in (p - q for p, q in itertools.zip_longest({some}[:2], {other}[:3], "
            "fillvalue=0.5)):",
            f"for {one} in itertools.starmap(lambda p, q: p * q, zip({some}, {other})):",
            f"for {one} in map(float, reversed({some}[:3])):",
            f"for {one} in filter(None, {some}[:3]):",
        )
        inner = names.copy()
        inner.numbers.append(one)
        names.numbers.append(total)
        return [
            f"{total} = 0.0",
            self.random.choice(heads),
            f"    {total} += {self.write.number(inner, 1)}",
            f"print({total}, next(iter({some})) is {some}[0])",
        ]
