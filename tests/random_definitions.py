"""Random definitions of functions and classes, each with its first use."""

from __future__ import annotations

from tests.random_expressions import Names
from tests.random_statements import Statements


class Definitions(Statements):
    """Writes functions, classes and the like; each method gives the lines of one."""

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

    def _carrier(self, names: Names) -> list[str]:
        """A class that carries a number through its own operators, and what it computes."""
        name, result, one = self._fresh("V"), self._fresh(), self._fresh("k")
        number, other = self.write.number(names, 1), self.write.atom(names)
        forms = (
            f"{one} * 2.0 + {one} * {one}", f"-{one} + {name}({other})", f"{one} / 4.0 - {one}",
            f"({one} + {other}) * {name}(0.5)", f"{one}.squash() + {one}", f"1.5 * {one} - 1",
            f"sum([{one}, {one} * {other}], {name}(0.0))",
        )  # fmt: skip
        lines = [
            f"class {name}:", "    def __init__(self, data, parts=()):",
            "        self.data, self.parts, self.grad = data, parts, 0.0",
            "    def __add__(self, other):",
            f"        other = other if isinstance(other, {name}) else {name}(other)",
            f"        return {name}(self.data + other.data, (self, other))",
            "    def __mul__(self, other):",
            f"        other = other if isinstance(other, {name}) else {name}(other)",
            f"        return {name}(self.data * other.data, (self, other))",
            "    def __neg__(self): return self * -1",
            "    def __sub__(self, other): return self + (-1 * other)",
            "    def __truediv__(self, k): return self * k ** -1",
            "    def squash(self):",
            f"        return {name}(math.tanh(self.data), (self,))",
            "    __radd__ = __add__", "    __rmul__ = __mul__",
            f"{one} = {name}({number})",
            f"{one} = {self.random.choice(forms)}",
            f"{result} = {one}.data", f"print(len({one}.parts), {one}.grad, {result})",
        ]  # fmt: skip
        names.numbers.append(result)
        return lines
