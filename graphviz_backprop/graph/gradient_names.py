"""How readers name gradients, as chapter 9 of Neural Networks from Scratch does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache, lru_cache

from graphviz_backprop.late_pattern import late_pattern

# The derivative's numerator where the code names the function: drelu_dz, dsum_dxw0, dmul_dx0.
_FUNCTIONS = frozenset(
    "relu sum add mul max min exp log sqrt tanh sigmoid abs loss cost err error out output pred "
    "y f".split()
)
# What `d` and a function's name alone is the gradient of; `df` and `dmax` may be anything.
_RESULTS = frozenset(
    "relu sum mul dot exp log sqrt tanh sigmoid softmax loss output scores".split()
)
_PARTIAL = late_pattern(
    r"(?:del|d|partial|\u2202)_?(?P<of>[^\W_]\w*?)"
    r"(?:_by|_over)?_+(?:del|d|partial|\u2202)_?(?P<to>\w+)"
    r"|(?:del|d|partial|\u2202)_(?P<whole>[^\W_]\w*?)__(?P<part>\w+)"  # `dense__w` is none
    r"|d(?P<letter>[A-Za-z]|[Ll]oss|[Cc]ost|[Ee]rr(?:or)?|out|relu)d(?P<by>[A-Za-z]\w*)"
    # `dL_w`; but `dE_next` is that of E, one step later, and `d_loss_real` a discriminator's loss.
    r"|d(?P<loss>[LJE]|[Ll]oss|[Cc]ost|[Ee]rr(?:or)?)_(?!(?:next|prev|t|curr?)\b)(?P<in>\w+)"
)
# What says by itself that a name is a gradient's: `grad_w`, `gradW`, `weight_grad`.
_BEFORE = r"nabla|gradients?|grads?|derivative|deriv|partial"
_BEHIND = r"grads?|gradients?|deriv|derivative|Grads?|Gradients?|Deriv|Derivative"
_WORDED = late_pattern(
    rf"(?:num\w*_)?d?_?(?:{_BEFORE})(?:_(?:of_|wrt_)?|(?=[A-Z0-9]))(?P<to>\w+)"
    rf"|(?P<first>\w+?)_?(?:{_BEHIND})(?P<number>\d*)"
)
# `d_error_wrt_output`, `pd_errors_wrt_net_input`, `dL_with_respect_to_w`.
_WITH_RESPECT = late_pattern(
    r"(?:(?:pd|del|d|partial|deriv(?:ative)?|grad(?:ient)?)_?(?:of_)?)?"
    r"(?P<of>\w*?)_?(?:wrt|with_respect_to)_(?P<to>\w+)"
)
_TOTAL = late_pattern(
    r"(?:num\w*_)?(?:del(?:tas?)?_|[\u2207\u2202\u03b4\u0394]_?|d_?)(?P<to>\w+)"
    r"|(?P<first>\w+?)_?(?:prime|deltas?|error_terms?)(?P<number>\d*)"
)
# `delta` may be a difference or a step, `gradient` the slope of a line.
_STEP = late_pattern(r"deltas?\d*|del(?:tas?)?_\w+|\w+_deltas?\d*|[\u03b4\u0394]\w*")
_SLOPE = late_pattern(r"grads?|gradients?|derivative|(?:\w+_)?error_terms?")
_SEED = late_pattern(
    r"(?:d_?val(?:ue)?s?|d_?out(?:put)?s?|grad_outputs?|upstream\w*)", re.IGNORECASE
)
_NUMBERED = late_pattern(r"^(\D+)(\d*)$")
_ALL = late_pattern(r"grads?|gradients?|error_terms?|deltas?\d*|\u03b4\d*")
_DELTAS = late_pattern(r"\w+_deltas")  # `weight_deltas`, one for each neuron
_KEY = late_pattern(r"\[(?P<quote>['\"])(?P<key>\w+)(?P=quote)\](?P<rest>.*)")
# What a dict of one neuron or layer keeps under a key is as good as its attribute.
_ITEM = late_pattern(r".*\[(?P<quote>['\"])(?P<key>[^\W\d]\w*)(?P=quote)\](?P<rest>[^'\"]*)")
# Always an input's or a parameter's, also where the code spells these otherwise.
_PARAMETER = late_pattern(r"[xwbXWB]\d*")
_NEW = r"new|next|updated?|upd|after|better|improved|adjusted"
_NEW_VALUE = late_pattern(
    rf"(?:{_NEW})(?:_|(?=[A-Z]))(?P<behind>\w+)"
    rf"|(?P<before>\w+?)(?:_(?:{_NEW})|New|Next|Updated?|After)"
)
_ATTRIBUTE = late_pattern(r"(?P<object>.*\.)(?P<rest>[^\W\d]\w*(?:\[.*\])?)")
# Where an object keeps the gradient of its own number: `a.grad`.
_OF_OBJECT = late_pattern(r"(?P<object>.+)\._*(?:grads?|gradients?|derivative|adjoint|deriv|adj)_*")
# Of the two nets that a GAN trains in turn, generator and discriminator.
_OF_ADVERSARY = late_pattern(r"[dDgG]_(\w+)")
_LOSSES = ("loss", "cost", "error", "err")
SEED = "dvalue"
# What of a name the names of its gradients leave out: numbers of results, and of ASCII all but
# digits and letters. All that is no letter would say the same, and takes long to compile.
_UNWRITTEN = late_pattern(r"#\d+|[\x00-/:-@\[-`{-\x7f]")
_SHORTEST = 3  # of what is left of a name: `hid`, `out`
# A loop gives the same few names again and again; those of a long list's items are all others.
_MOST_NAMES = 1000


def is_seed(name: str) -> bool:
    """True if a name is one for the gradient from the next layer: `dvalue`, `d_value`, `dvalues`.

    >>> is_seed("dValue"), is_seed("grad_output"), is_seed("dw")
    (True, True, False)
    """
    return _SEED.fullmatch(name) is not None


@lru_cache(_MOST_NAMES)
def is_weak(name: str) -> bool:
    """True if a name is a gradient's only where no other result needs it: `delta`, `gradient`."""
    return is_step(name) or _SLOPE.fullmatch(base(of_object(_under_key(name))[1])) is not None


def is_step(name: str) -> bool:
    """True if a name may be that of a step or a limit, as a number in the code: `delta = 0.1`."""
    return _STEP.fullmatch(base(of_object(_under_key(name))[1])) is not None


def _under_key(name: str) -> str:
    """The key of a dict's item as a name, `delta` for `neuron['delta']`; not that of `grads['w']`.

    >>> _under_key("net[1]['delta'][0]"), _under_key("grads['w']"), _under_key("w[0]")
    ('delta[0]', "grads['w']", 'w[0]')
    """
    if "'" not in name and '"' not in name:
        return name
    item = _ITEM.fullmatch(name)
    own = base(of_object(name)[1]).rpartition(".")[2]
    return name if item is None or _ALL.fullmatch(own) else item["key"] + item["rest"]


def is_difference_of(name: str, operands: Iterable[str]) -> bool:
    """True if `dx` may be a distance: what is taken away from each other is called `x`, `x1`.

    >>> is_difference_of("dx", ["x2", "x1"]), is_difference_of("dy", ["u", "v"])
    (True, False)
    """
    parts = derivative(name)
    if parts is None or parts[0]:
        return False
    return any(squeeze(operand).rstrip("0123456789") == parts[1] for operand in operands)


def is_new_value(name: str, old: str) -> bool:
    """True if a name is that of an input's new value: `new_w`, `w_next`, `new_params['w']`.

    >>> is_new_value("new_w", "w"), is_new_value("wNew[0]", "w[0]"), is_new_value("news", "s")
    (True, True, False)
    """
    words = _NEW_VALUE.fullmatch(base(of_object(name)[1]))
    first = base(of_object(old)[1])
    return words is not None and first in (words["behind"], words["before"])


def squeeze(name: str) -> str:
    """A name without brackets, quotes, underscores and number: `x[0]` is `x0`, as in `dx0`."""
    return _UNWRITTEN.sub("", name)


def base(name: str) -> str:
    """The variable of a name: `w` of `w[0]`, `layers[0].w` of `layers[0].w[1]`."""
    owner, attribute = of_object(name)
    return owner + attribute.split("[", 1)[0]


def root(name: str) -> str:
    """The first variable on the way to a name: `layers` of `layers[0].w[1]`."""
    return name.split("[", 1)[0]


@cache
def derivative(name: str) -> tuple[str, str] | None:
    """The function and the variable of a gradient's name: `drelu_dx0` is `("relu", "x0")`.

    `dw[0]` is w.r.t. `w0`, as is `self.dw[0]`. The first is empty where the name does not say
    (`dx0`, `w_grad`, `a.grad`); None where the name can't be a gradient's.
    """
    of_number = _OF_OBJECT.fullmatch(name)
    if of_number:
        return "", squeeze(of_number["object"])
    _, attribute = of_object(_under_key(name))
    name, _, index = attribute.partition("[")
    name = name.rpartition(".")[2]
    key = _KEY.fullmatch(f"[{index}") if _ALL.fullmatch(name) else None
    if key:  # `grads["dW1"]` is `dW1`; `grads["W1"]` is that of W1
        return derivative(key["key"] + key["rest"]) or ("", squeeze(key["key"] + key["rest"]))
    respect = _WITH_RESPECT.fullmatch(name)
    if respect:
        return squeeze(respect["of"]), squeeze(respect["to"] + index)
    partial = _PARTIAL.fullmatch(name)
    if partial:
        of = partial["of"] or partial["whole"] or partial["letter"] or partial["loss"]
        to = partial["to"] or partial["part"] or partial["by"] or partial["in"]
        return squeeze(of), squeeze(to + index)
    total = _WORDED.fullmatch(name) or _TOTAL.fullmatch(name)
    if total:
        number = total["number"] or ""
        return "", squeeze((total["to"] or total["first"]) + number + index)
    return None


def of_object(name: str) -> tuple[str, str]:
    """An attribute's object with its dot, and the rest: `("dense1.", "weights[0]")`.

    >>> of_object("layers[0].weights[0]"), of_object("x[0.5]")
    (('layers[0].', 'weights[0]'), ('', 'x[0.5]'))
    """
    found = _ATTRIBUTE.fullmatch(name) if "." in name else None
    return (found["object"], found["rest"]) if found else ("", name)


def is_gradient(name: str, known: Set[str]) -> bool:
    """True if a name is a gradient's: `dvalue`, `drelu_dz`, `dw`, where `z` and `w` are known.

    Args:
        name: as the code spells it.
        known: the squeezed names of the code's other values, also in lower case.
    """
    if _OF_OBJECT.fullmatch(name):
        return True
    _, attribute = of_object(_under_key(name))
    name = base(attribute).rpartition(".")[2]
    if is_of_adversary(name, known):
        return False
    sure = (_ALL, _WORDED, _WITH_RESPECT, _DELTAS)
    if is_seed(name) or any(form.fullmatch(name) for form in sure):
        return True
    parts = derivative(name)
    if parts is None:
        return False
    of, to = parts
    many = _NUMBERED.sub(r"\1s\2", to)  # `out_deltas[0]` of `outs[0]`
    if not known.isdisjoint((to, of, to.lower(), of.lower(), many)):
        return True
    if is_step(name) and _is_begun(to.rstrip("0123456789"), known):
        return True
    short = _PARTIAL.fullmatch(name)
    is_whole = not (short and short["in"])  # `dE_mean` may be the mean of a difference
    if is_whole and (of.lower() in _FUNCTIONS or of.isupper()):
        return True
    return bool(_PARAMETER.fullmatch(to))


def _is_begun(short: str, known: Set[str]) -> bool:
    """True if a known name begins so: `hid_delta` is that of `hidden`; of very many none is sought.

    >>> _is_begun("hid", {"hidden", "w"}), _is_begun("hid", {"hiddelta", "w"})
    (True, False)
    """
    if len(short) < _SHORTEST or len(known) > _MOST_NAMES:
        return False
    own = f"{short}delta"
    return any(name.startswith(short) and not name.startswith(own) for name in known)


def is_of_function(name: str, known: Set[str] = frozenset()) -> bool:
    """True if a name is that of a function's gradient, `drelu`, also where no `relu` is known."""
    parts = derivative(base(name))
    return parts is not None and parts[1] in _RESULTS and not is_of_adversary(name, known)


def is_of_adversary(name: str, known: Set[str]) -> bool:
    """True of a GAN's two nets: `d_loss`, `d_w` are the discriminator's beside `g_loss`, `g_w`.

    >>> is_of_adversary("d_w", {"dloss", "gloss", "dw", "gw"}), is_of_adversary("d_w", {"dw", "gw"})
    (True, False)
    """
    words = _OF_ADVERSARY.fullmatch(name)
    if words is None:
        return False
    are_two = any({f"d{loss}", f"g{loss}"} <= known for loss in _LOSSES)
    return are_two and {f"d{squeeze(words[1])}".lower(), f"g{squeeze(words[1])}".lower()} <= known
