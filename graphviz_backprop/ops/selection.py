"""Operations that let one argument through: max, min, abs, and a constant behind an `if`."""

import math
from typing import Any

from graphviz_backprop.ops.op import Number, Op, register


def _passes(k: int, g: Number, ans: Number, args: tuple[Number, ...]) -> Number:
    """The gradient goes to the first argument that equals the result: the one Python returns."""
    if math.isnan(ans):
        return math.nan
    # A float32 result may be a rounded constant.
    equal = ans if ans in args else min(args, key=lambda arg: abs(arg - ans))
    return g if args.index(equal) == k else 0.0


def _passes_of_arrays(k: int, g: Number, ans: Any, args: tuple[Any, ...]) -> Any:
    """The gradient passed on at each element; None where none of the arguments is the result."""
    equal = [argument == ans for argument in args]
    before = sum(equal[:k], ans != ans)
    return g * (equal[k] & ~before) if sum(equal[k:], before).all() else None


maximum = register(
    Op(
        name="max",
        symbol="max",
        noun="maximum",
        code="max({all})",
        forward=max,
        vjps=(_passes,),
        array_vjps=(_passes_of_arrays,),
        formula="max({all})",
        slopes=("1", "0"),
        js="t.reduce((m, x) => x > m ? x : m)",
        js_slopes=("passes(k, y, t)",),
        samples=((2.0, -3.0), (1.0, 4.0, 2.5)),
        variadic=True,
        gate=True,
    )
)

minimum = register(
    Op(
        name="min",
        symbol="min",
        noun="minimum",
        code="min({all})",
        forward=min,
        vjps=(_passes,),
        array_vjps=(_passes_of_arrays,),
        formula="min({all})",
        slopes=("1", "0"),
        js="t.reduce((m, x) => x < m ? x : m)",
        js_slopes=("passes(k, y, t)",),
        samples=((2.0, -3.0), (1.0, 4.0, 0.5)),
        variadic=True,
        gate=True,
    )
)


def _sign(x: Number) -> float:
    return 0.0 if x == 0 else math.copysign(1.0, x)


absolute = register(
    Op(
        name="abs",
        symbol="abs",
        noun="absolute value",
        code="abs({a})",
        forward=abs,
        vjps=(lambda g, ans, x: g * _sign(x),),
        array_vjps=(lambda g, ans, x: g * (x > 0) - g * (x < 0),),
        rule="abs(a)",
        slopes=("sign(a)",),
        samples=((2.0,), (-3.5,)),
        label="abs",
        curve=(-1.0, 1.0),
    )
)


sign = register(
    Op(
        name="sign",
        symbol="sgn",
        noun="sign",
        code="np.sign({a})",
        forward=_sign,
        vjps=(lambda g, ans, x: g * 0.0,),
        rule="sign(a)",
        slopes=("0",),
        samples=((3.0,), (-0.5,)),
        takes_arrays=True,
        gate=True,
    )
)


def _constant(constant: Number, *tested: Number) -> Number:
    return constant


select = register(
    Op(
        name="select",
        symbol="if",
        noun="branch",
        code="{a}",
        forward=_constant,
        vjps=(lambda k, g, ans, args: g if k == 0 else 0.0,),
        formula='"if"({all})',
        slopes=("1", "0"),
        js="t[0]",
        js_slopes=("k == 0 ? 1 : 0",),
        samples=((2.0, -3.0),),
        variadic=True,
        gate=True,
    )
)
