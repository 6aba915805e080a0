"""The lines of a derivation over arrays as rules of entries: products, softmax, cross-entropy.

A rule is an expression of entries: `a` is the argument, `o` the other factor, `g` the gradient of
the result, `s` the result, `y` the targets, `d` what is derived, and `total(term, i, n)` the sum
over i from 0 to n - 1.
"""

from __future__ import annotations

from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class Rule:
    """A line.

    Attributes:
        left: what is computed, as an expression; empty to go on from the line before.
        right: the rule.
        reason: what was done, in a sentence.
    """

    left: str
    right: str
    reason: str


# In one row of scores: softmax's Jacobian.
JACOBIAN = (
    Rule(
        "s[i]",
        "exp(a[i]) / total(exp(a[k]), k, {n})",
        "softmax, in one row: each power over the sum of all",
    ),
    Rule(
        "ds[i]/da[j]",
        "s[i] * (1 - s[i])",
        "for i = j both parts of the fraction change: the quotient rule",
    ),
    Rule("ds[i]/da[j]", "-s[i] * s[j]", "for all other j the sum below the line alone"),
    Rule(
        "ds[i]/da[j]",
        "s[i] * ((1 if i == j else 0) - s[j])",
        "both in one: the entries of the Jacobian",
    ),
)
# What it makes of the gradient that comes back.
THROUGH_SOFTMAX = (
    Rule(
        "d[j]",
        "total(g[i] * (s[i] * ((1 if i == j else 0) - s[j])), i, {n})",
        "each score moves every probability: the chain rule adds up over them",
    ),
    Rule(
        "",
        "s[j] * (g[j] - total(g[i] * s[i], i, {n}))",
        "of the first part of the sum one term is left, out of the other {s}[j] can be taken",
    ),
)

# In one row: cross-entropy behind a softmax, down to the difference.
CROSS_ENTROPY = (
    Rule(
        "loss",
        "-total(y[k] * log(s[k]), k, {n})",
        "the loss of one sample: minus the logarithm of what its class got",
    ),
    Rule("dloss/ds[k]", "-y[k] / s[k]", "the logarithm's own derivative is one over it"),
    Rule(
        "dloss/da[j]",
        "total(-y[k] / s[k] * (s[k] * ((1 if k == j else 0) - s[j])), k, {n})",
        "the chain rule adds up over all probabilities",
    ),
    Rule("", "total(-y[k] * ((1 if k == j else 0) - s[j]), k, {n})", "{s}[k] cancels out"),
    Rule(
        "",
        "-y[j] + s[j] * total(y[k], k, {n})",
        "of the first part one term is left, out of the other {s}[j] can be taken",
    ),
    Rule("", "s[j] - y[j]", "the targets of a sample add up to 1"),
)


def of_product(terms: tuple[str, str], out: str, argument: int, sizes: dict[str, int]) -> Rule:
    """The rule of a factor of a product, by the indices of its arrays.

    Args:
        terms: the letters of both factors, `("ij", "jk")`.
        out: those of the result, `"ik"`.
        argument: which factor it is.
        sizes: how long each index is.
    """
    own, other = terms[argument], terms[1 - argument]
    pair = [_entry("g", out), _entry("o", other)]
    if argument:  # in the order in which the matrices are multiplied
        pair.reverse()
    right = " * ".join(pair)
    summed = [letter for letter in dict.fromkeys(other + out) if letter not in own]
    for letter in reversed(summed):
        right = f"total({right}, {letter}, {sizes[letter]})"
    return Rule(_entry("d", own), right, "the same for each entry, by its indices")


def forward_of_product(terms: tuple[str, str], out: str, sizes: dict[str, int]) -> Rule:
    """An entry of a product, with `p` and `q` for its factors."""
    right = f"{_entry('p', terms[0])} * {_entry('q', terms[1])}"
    for letter in dict.fromkeys(terms[0] + terms[1]):
        if letter not in out:
            right = f"total({right}, {letter}, {sizes[letter]})"
    return Rule(_entry("r", out), right, "an entry of the product: a row times a column")


# What each term of a reduction hands back: `a` is its own entry, `r` the result's.
_REDUCED = {
    "numpy.sum": ("{g}", "each term counts once in its sum"),
    "numpy.mean": ("{g} / {n}", "each of {n} terms counts by its share in the mean"),
    "numpy.max": ("{g} * (1 if {a} == {r} else 0)", "the largest entry alone moves the maximum"),
    "numpy.min": ("{g} * (1 if {a} == {r} else 0)", "the smallest entry alone moves the minimum"),
}


def of_reduction(name: str, own: str, result: str, count: int) -> Rule | None:
    """The rule of a term of a sum, a mean, a maximum or a minimum; None for another operation.

    Args:
        name: of the operation.
        own: the indices of the array, `"i, j"`.
        result: those of what it is reduced to, `"i"` or `"i, 0"`; empty for one number.
        count: how many terms one result has.
    """
    if name not in _REDUCED:
        return None
    right, reason = _REDUCED[name]
    names = {letter: f"{letter}[{result}]" if result else letter for letter in "gr"}
    right = right.format(**names, a=f"a[{own}]", n=count)
    return Rule(f"d[{own}]", right, reason.format(n=count))


def _entry(name: str, letters: str) -> str:
    return f"{name}[{', '.join(letters)}]" if letters else name
