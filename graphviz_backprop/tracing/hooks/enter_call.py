"""The hook with which the body of each of the reader's functions begins."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any
from weakref import ref

from graphviz_backprop.tracing.tape.call import CALLS, Call, call_of, is_entered
from graphviz_backprop.tracing.tape.record import is_own


def entering(run: object) -> Callable[..., None]:
    """The hook of one session: it marks the frame that calls it as a call of its own."""

    def entered(*owner: Any) -> None:
        frame = sys._getframe(1)
        back = frame.f_back
        around = CALLS.get(id(back))
        if around is not None and back is not None and around.code is back.f_code:
            at = back.f_lasti
            call = Call(run, frame.f_code, around, at, around.code, at)
        else:
            call = _from_afar(run, frame)
        if owner:
            kind = call.owner_type = type(owner[0])
            # An object made later may get the address of one that is gone, but not its reference.
            call.owner = ref(owner[0]) if kind.__weakrefoffset__ else id(owner[0])
        CALLS[id(frame)] = call

    return entered


def _from_afar(run: object, frame: FrameType) -> Call:
    """A call from a lambda or a comprehension, or by way of other code."""
    back = frame.f_back
    while back is not None and is_own(back.f_code.co_filename) and not is_entered(back):
        back = back.f_back
    parent, at = call_of(back)
    site, site_at = (back.f_code, back.f_lasti) if back is not None else (None, 0)
    return Call(run, frame.f_code, parent, at, site, site_at)
