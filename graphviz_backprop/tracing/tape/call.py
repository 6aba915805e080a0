"""The calls of the reader's functions, found again by the frames that run them."""

from __future__ import annotations

from types import CodeType, FrameType
from typing import Any
from weakref import ref

# By the id of a frame: it can't be referred to weakly, and to keep it would keep what it holds.
CALLS: dict[int, Call] = {}


class Call:
    """One call of a function, or one run of a cell.

    Attributes:
        run: the session that it belongs to.
        code: of the function.
        parent: the call around it, as far as that is known.
        at: the instruction in the parent's code.
        site: the code with the call itself: the parent's, or that of a lambda or a comprehension
            within it.
        site_at: the instruction there.
        owner: what tells the object whose method is called from others; None for a function.
        owner_type: its class.
        is_operation: whether it is one operation on a number that its object carries.
    """

    __slots__ = (
        "at",
        "code",
        "is_operation",
        "owner",
        "owner_type",
        "parent",
        "run",
        "site",
        "site_at",
    )

    def __init__(
        self,
        run: object,
        code: CodeType,
        parent: Call | None,
        at: int,
        site: CodeType | None,
        site_at: int,
    ) -> None:
        self.run = run
        self.code = code
        self.parent = parent
        self.at = at
        self.site = site
        self.site_at = site_at
        self.owner: ref[Any] | int | None = None
        self.owner_type: type = object
        self.is_operation = False

    @property
    def key(self) -> int | None:
        """The key that tells its object from others: identity, for `==` would be the reader's."""
        return id(self.owner) if isinstance(self.owner, ref) else self.owner


def is_entered(frame: FrameType) -> bool:
    """True if a call of its own is known for a frame."""
    call = CALLS.get(id(frame))
    return call is not None and call.code is frame.f_code


def is_called_by(call: Call | None, caller: Call | None) -> bool:
    """True if a call was made within another one."""
    while call is not None and caller is not None:
        call = call.parent
        if call is caller:
            return True
    return False


def call_of(frame: FrameType | None) -> tuple[Call | None, int]:
    """The innermost known call that a frame runs in, and the instruction in its code.

    Lambdas, comprehensions and class bodies belong to the call around them.
    """
    while frame is not None and CALLS:
        call = CALLS.get(id(frame))
        if call is not None and call.code is frame.f_code:
            return call, frame.f_lasti
        frame = frame.f_back
    return None, 0


def forget(run: object) -> None:
    """Let go of the calls of a run that has ended."""
    for key, call in list(CALLS.items()):
        if call.run is run:
            del CALLS[key]
