"""Activation functions, each drawn as its own curve."""

import math

from graphviz_backprop.ops.op import Number, Op, register


def _relu(z: Number) -> Number:
    return max(z, 0)


relu = register(
    Op(
        name="relu",
        symbol="ReLU",
        noun="ReLU function",
        code="max({a}, 0)",
        forward=_relu,
        vjps=(lambda g, ans, z: g * (1.0 if z > 0 else 0.0 if z <= 0 else math.nan),),
        array_vjps=(lambda g, ans, z: g * (z > 0),),
        rule="relu(a)",
        slopes=("1 if a > 0 else 0",),
        js_slopes=("(a > 0 ? 1 : a <= 0 ? 0 : NaN)",),
        samples=((6.0,), (-2.5,)),
        label="ReLU",
        curve=(-1.0, 1.0),
        gate=True,
    )
)

tanh = register(
    Op(
        name="tanh",
        symbol="tanh",
        noun="hyperbolic tangent",
        code="math.tanh({a})",
        forward=math.tanh,
        vjps=(lambda g, ans, z: g * (1.0 - ans * ans),),
        takes_arrays=True,
        rule="tanh(a)",
        slopes=("1 - tanh(a)**2",),
        js_slopes=("1 - y * y",),
        samples=((0.5,), (-1.25,)),
        label="tanh",
        curve=(-3.0, 3.0),
        saturates=True,
    )
)


def _sigmoid(z: Number) -> Number:
    """1 / (1 + e^-z), written so that neither end overflows."""
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    return math.exp(z) / (1.0 + math.exp(z))


sigmoid = register(
    Op(
        name="sigmoid",
        symbol="σ",
        noun="sigmoid function",
        code="sigmoid({a})",
        forward=_sigmoid,
        vjps=(lambda g, ans, z: g * ans * (1.0 - ans),),
        takes_arrays=True,
        rule="sigmoid(a)",
        slopes=("sigmoid(a) * (1 - sigmoid(a))",),
        js_slopes=("y * (1 - y)",),
        samples=((0.5,), (-3.0,)),
        label="sigmoid",
        curve=(-6.0, 6.0),
        saturates=True,
    )
)
