"""Functions that work on each number by itself."""

from functools import partial

from graphviz_backprop.function_table.function import Function, Kind

_elementwise = partial(Function, kind=Kind.ELEMENTWISE)
ELEMENTWISE = (
    _elementwise("add", op="add", python="operator.add", operator="add"),
    _elementwise("subtract", op="sub", python="operator.sub", operator="sub"),
    _elementwise("multiply", op="mul", python="operator.mul", operator="mul"),
    _elementwise(
        "divide", op="div", also="true_divide", python="operator.truediv", operator="truediv"
    ),
    _elementwise(
        "power", op="pow", also="pow", python="operator.pow builtins.pow math.pow", operator="pow"
    ),
    _elementwise("float_power", op="pow"),
    _elementwise("negative", op="neg", python="operator.neg"),
    _elementwise("positive", parameters="a"),
    _elementwise("absolute", op="abs", also="abs", python="builtins.abs operator.abs math.fabs"),
    _elementwise("fabs", op="abs"),
    _elementwise("maximum", op="max"),
    _elementwise("fmax", op="max"),
    _elementwise("minimum", op="min"),
    _elementwise("fmin", op="min"),
    _elementwise("sign", op="sign"),
    _elementwise("square", op="square"),
    _elementwise("reciprocal", op="reciprocal"),
    _elementwise("exp", op="exp", python="math.exp"),
    _elementwise("expm1", op="expm1", python="math.expm1"),
    _elementwise("exp2", op="exp2", python="math.exp2"),
    _elementwise("log", op="log", python="math.log"),
    _elementwise("log1p", op="log1p", python="math.log1p"),
    _elementwise("log2", op="log2", python="math.log2"),
    _elementwise("log10", op="log10", python="math.log10"),
    _elementwise("sqrt", op="sqrt", python="math.sqrt"),
    _elementwise("cbrt", op="cbrt", python="math.cbrt"),
    _elementwise("sin", op="sin", python="math.sin"),
    _elementwise("cos", op="cos", python="math.cos"),
    _elementwise("tan", op="tan", python="math.tan"),
    _elementwise("arcsin", op="asin", also="asin", python="math.asin"),
    _elementwise("arccos", op="acos", also="acos", python="math.acos"),
    _elementwise("arctan", op="atan", also="atan", python="math.atan"),
    _elementwise("arctan2", op="atan2", also="atan2", python="math.atan2"),
    _elementwise("arcsinh", op="asinh", also="asinh", python="math.asinh"),
    _elementwise("arccosh", op="acosh", also="acosh", python="math.acosh"),
    _elementwise("arctanh", op="atanh", also="atanh", python="math.atanh"),
    _elementwise("sinh", op="sinh", python="math.sinh"),
    _elementwise("cosh", op="cosh", python="math.cosh"),
    _elementwise("tanh", op="tanh", python="math.tanh"),
    _elementwise("hypot", op="hypot", python="math.hypot"),
    _elementwise("degrees", op="degrees", also="rad2deg", python="math.degrees"),
    _elementwise("radians", op="radians", also="deg2rad", python="math.radians"),
    _elementwise("erf", op="erf", python="math.erf"),
    _elementwise("erfc", op="erfc", python="math.erfc"),
    _elementwise("logaddexp", op="logaddexp"),
    _elementwise("floor_divide", operator="floordiv"),
    _elementwise("remainder", also="mod", operator="mod"),
)
