"""The functions of the `math` module that have a derivative."""

import math

from graphviz_backprop.ops.op import Op, register

exp = register(
    Op(
        name="exp",
        symbol="exp",
        noun="exponential function",
        code="math.exp({a})",
        forward=math.exp,
        vjps=(lambda g, ans, x: g * ans,),
        takes_arrays=True,
        formula="e^({a})",
        derivatives=("e^({a})",),
        samples=((0.5,), (-2.0,)),
        label="exp",
        curve=(-3.0, 1.0),
        functions=(math.exp,),
    )
)

log = register(
    Op(
        name="log",
        symbol="log",
        noun="natural logarithm",
        code="math.log({a})",
        forward=math.log,
        vjps=(lambda g, ans, x: g / x,),
        takes_arrays=True,
        formula="ln({a})",
        derivatives=("1 / {a}",),
        samples=((0.5,), (3.0,)),
        label="log",
        curve=(0.06, 3.0),
        functions=(math.log,),
    )
)

sqrt = register(
    Op(
        name="sqrt",
        symbol="sqrt",
        noun="square root",
        code="math.sqrt({a})",
        forward=math.sqrt,
        vjps=(lambda g, ans, x: g / (2.0 * ans) if ans else math.copysign(math.inf, g),),
        array_vjps=(lambda g, ans, x: g / (2.0 * ans),),
        formula="sqrt({a})",
        derivatives=("1 / (2 sqrt({a}))",),
        samples=((0.25,), (9.0,)),
        label="sqrt",
        curve=(0.0, 2.0),
        functions=(math.sqrt,),
    )
)

sin = register(
    Op(
        name="sin",
        symbol="sin",
        noun="sine",
        code="math.sin({a})",
        forward=math.sin,
        vjps=(lambda g, ans, x: g * math.cos(x),),
        formula="sin({a})",
        derivatives=("cos({a})",),
        samples=((0.5,), (-2.0,)),
        label="sin",
        curve=(-math.pi, math.pi),
        functions=(math.sin,),
    )
)

cos = register(
    Op(
        name="cos",
        symbol="cos",
        noun="cosine",
        code="math.cos({a})",
        forward=math.cos,
        vjps=(lambda g, ans, x: -g * math.sin(x),),
        formula="cos({a})",
        derivatives=("-sin({a})",),
        samples=((0.5,), (-2.0,)),
        label="cos",
        curve=(-math.pi, math.pi),
        functions=(math.cos,),
    )
)
