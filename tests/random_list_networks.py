"""Random networks in plain lists, in the spellings that readers use; a seed gives one of them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise

_HEAD = """import math


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def bent(z):
    return z if z > 0 else 0.0


def activate(weights, inputs):
    total = weights[-1]
    for i in range(len(weights) - 1):
        total += weights[i] * inputs[i]
    return total

"""
_ACTIVATIONS = ("math.tanh({})", "sigmoid({})", "max(0, {})", "bent({})", "1 / (1 + math.exp(-{}))")
# Each fills the list `h` of a layer from the list `v`: of m neurons, of n inputs.
_LAYERS = {
    "loops": """h{k} = []
for i in range({m}):
    z = b{k}[i]
    for j in range({n}):
        z += W{k}[i][j] * {v}[j]
    h{k}.append({z})
""",
    "zeros": """z{k} = [0.0] * {m}
for i in range({m}):
    for j in range({n}):
        z{k}[i] += W{k}[i][j] * {v}[j]
    z{k}[i] += b{k}[i]
h{k} = [{zi} for zi in z{k}]
""",
    "zip": """z{k} = [sum(w * x for w, x in zip(row, {v})) + b for row, b in zip(W{k}, b{k})]
h{k} = [{zi} for zi in z{k}]
""",
    "columns": """h{k} = []
for i in range({m}):
    z = sum({v}[j] * W{k}[j][i] for j in range({n})) + b{k}[i]
    h{k}.append({z})
""",
    "backwards": """h{k} = [0.0] * {m}
for i in range({m} - 1, -1, -1):
    z = b{k}[i] + sum([{v}[j] * W{k}[i][j] for j in range({n})])
    h{k}[i] = {z}
""",
    "dicts": """h{k} = []
for neuron in N{k}:
    z = sum(w * x for w, x in zip(neuron['weights'], {v})) + neuron['bias']
    neuron['output'] = {z}
    h{k}.append(neuron['output'])
""",
    "last weight": """h{k} = []
for neuron in N{k}:
    z = activate(neuron['weights'], {v})
    h{k}.append({z})
""",
}
_LOSSES = {
    "squares": "loss = 0.0\nfor i in range({m}):\n    loss += ({v}[i] - t[i]) ** 2\n",
    "halves": "loss = sum([0.5 * ({v}[i] - t[i]) ** 2 for i in range({m})])\n",
    "mean": "loss = sum((a - b) ** 2 for a, b in zip({v}, t)) / {m}\n",
    "softmax": "e = [math.exp(a) for a in {v}]\nloss = -math.log(e[0] / sum(e))\n",
    "first": "loss = ({v}[0] - t[0]) ** 2\n",
}


@dataclass(frozen=True)
class ListNetwork:
    """A program whose last line computes `loss`.

    Attributes:
        code: the program.
        layers: the spelling of each layer.
        sizes: of the layers, the inputs first.
    """

    code: str
    layers: tuple[str, ...]
    sizes: tuple[int, ...]


def random_list_network(seed: int, smallest: int = 1, has_batch: bool | None = None) -> ListNetwork:
    """The network of a seed.

    Args:
        seed: any number.
        smallest: size of a layer.
        has_batch: whether a loop over samples is around it; None for both.
    """
    draw = random.Random(seed)
    sizes = tuple(draw.randint(smallest, 4) for _ in range(draw.randint(2, 4)))
    layers = tuple(draw.choice(tuple(_LAYERS)) for _ in sizes[1:])
    samples = draw.randint(2, 3) if draw.random() < 0.3 else 0
    if has_batch is not None:
        samples = draw.randint(2, 3) if has_batch else 0
    text, body = _HEAD, ""
    for k, (n, m) in enumerate(pairwise(sizes), 1):
        text += _parameters(draw, layers[k - 1], k, n, m)
        act = draw.choice(_ACTIVATIONS)
        v = f"h{k - 1}" if k > 1 else "x"
        body += _LAYERS[layers[k - 1]].format(
            k=k, n=n, m=m, v=v, z=act.format("z"), zi=act.format("zi")
        )
    m, v = sizes[-1], f"h{len(layers)}"
    loss = draw.choice(tuple(_LOSSES.values())).format(m=m, v=v)
    if not samples:
        text += f"x = {_numbers(draw, sizes[0])}\nt = {_numbers(draw, m)}\n"
        return ListNetwork(text + body + loss, layers, sizes)
    text += f"X = {_rows(draw, samples, sizes[0])}\nT = {_rows(draw, samples, m)}\n"
    round_ = "\n".join(f"    {line}" for line in (body + loss).splitlines())
    text += f"total = 0.0\nfor x, t in zip(X, T):\n{round_}\n    total += loss\nloss = total\n"
    return ListNetwork(text, layers, sizes)


def _parameters(draw: random.Random, layer: str, k: int, n: int, m: int) -> str:
    if layer == "dicts":
        neurons = [
            f"{{'weights': {_numbers(draw, n)}, 'bias': {_numbers(draw, 1)[1:-1]}}}"
            for _ in range(m)
        ]
        return f"N{k} = [{', '.join(neurons)}]\n"
    if layer == "last weight":
        neurons = [f"{{'weights': {_numbers(draw, n + 1)}}}" for _ in range(m)]
        return f"N{k} = [{', '.join(neurons)}]\n"
    rows = _rows(draw, n, m) if layer == "columns" else _rows(draw, m, n)
    return f"W{k} = {rows}\nb{k} = {_numbers(draw, m)}\n"


def _rows(draw: random.Random, count: int, length: int) -> str:
    return f"[{', '.join(_numbers(draw, length) for _ in range(count))}]"


def _numbers(draw: random.Random, count: int) -> str:
    return f"[{', '.join(f'{draw.uniform(-1.5, 1.5):.4f}' for _ in range(count))}]"
