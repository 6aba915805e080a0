"""The callee of a call in the reader's code: the real function, or one that keeps the record."""

from __future__ import annotations

import builtins
import functools
import inspect
import sys
from collections import deque
from collections.abc import Callable
from functools import partial
from types import (
    BuiltinFunctionType,
    CoroutineType,
    FrameType,
    FunctionType,
    GeneratorType,
    MethodType,
    MethodWrapperType,
)
from typing import Any, cast

from graphviz_backprop.ops import OPS_OF_FUNCTIONS
from graphviz_backprop.tracing.hooks.cached import Cached
from graphviz_backprop.tracing.hooks.classes import Classes, is_readers
from graphviz_backprop.tracing.hooks.constructors import names_of_fields, naming
from graphviz_backprop.tracing.hooks.draws import drawing, draws_between_bounds
from graphviz_backprop.tracing.hooks.dynamic import hooked, names_of_frame
from graphviz_backprop.tracing.hooks.guard_hooks import operator_functions
from graphviz_backprop.tracing.hooks.holders import reader
from graphviz_backprop.tracing.hooks.known_functions import known_functions, outside_function
from graphviz_backprop.tracing.hooks.plain_arguments import (
    computes_plain,
    library_of,
    plainly,
    takes_plain,
)
from graphviz_backprop.tracing.hooks.selections import choosing, sorting, sorting_in_place
from graphviz_backprop.tracing.hooks.source_text import has_hooks
from graphviz_backprop.tracing.tape.foreign_types import (
    hands_out_bytes,
    is_draw,
    is_load,
    is_sent_away,
    is_store,
    name_of_type,
    type_name,
)
from graphviz_backprop.tracing.tape.numpy_support import support_of_function
from graphviz_backprop.tracing.tape.readers_files import is_readers_file
from graphviz_backprop.tracing.tape.record import is_own, next_serial
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import is_traced, plain

# These look at the frame that calls them, or hand their arguments on untouched.
_UNTOUCHED = frozenset(
    id(getattr(builtins, name))
    for name in (
        "super globals __import__ print isinstance issubclass "
        "dict next any all hash "
        "getattr setattr hasattr callable property staticmethod classmethod object"
    ).split()
)

# These go over what they get, and hand it on untouched.
_READERS = frozenset(map(id, (list, tuple, set, zip, enumerate, reversed, iter)))
# The functions of these modules look at the frame that calls them, too.
_OF_FRAMES = frozenset(
    "warnings _warnings sys inspect logging traceback collections typing enum".split()
)
# Their own methods hand out what was put in, or what a generator gives: nothing is computed.
_HOLDERS = (list, dict, tuple, set, frozenset, deque, GeneratorType, CoroutineType)
# Types of these modules call the functions that they get; others keep them: `partial(pow, x)`.
_CALLING = ("builtins", "itertools")
# What the builtins' names stand for as the run begins.
_REAL = {name: value for name, value in vars(builtins).items() if callable(value)}
_BUILTINS = {id(value): name for name, value in _REAL.items()}
_CacheType = type(functools.cache(len))


def restore_builtins() -> None:
    """Put back the builtins that the code has replaced: what comes after it is ours."""
    for name, value in _REAL.items():
        if vars(builtins).get(name) is not value:
            setattr(builtins, name, value)


class Calls:
    """Chooses for each callable what is to be called, by its identity.

    `instrument` gives a reader's function with its hooks, None where its source is not to be had;
    `hooks` are these by their names. `timing`, where it is given, is what calls `timeit`.
    """

    def __init__(
        self,
        session: Session,
        instrument: Callable[[FunctionType], FunctionType | None],
        hooks: dict[str, Any],
    ) -> None:
        self.classes = Classes(instrument)
        self.timing: Callable[[Callable[..., Any]], Callable[..., Any]] | None = None
        self._session = session
        self._instrument = instrument
        self._known = known_functions(session, self.guard) | operator_functions(session)
        for extreme in (builtins.max, builtins.min):
            followed = self._known[id(extreme)]
            self._known[id(extreme)] = choosing(session, extreme.__name__, followed)
        self._known[id(builtins.sorted)] = sorting(session)
        self._known[id(builtins.map)] = self._map
        self._known[id(functools.reduce)] = self._reduce
        self._known |= {id(function): names_of_frame(function) for function in (locals, vars, dir)}
        self._known[id(builtins.exec)] = hooked(builtins.exec, "exec", hooks)
        self._known[id(builtins.eval)] = hooked(builtins.eval, "eval", hooks)
        self._cached: dict[int, Cached] = {}

    def callee(self, function: Any) -> Any:
        """The function to call in the place of `function`."""
        name = _BUILTINS.get(id(function))
        if name is not None and vars(builtins)[name] is not function:
            replacement = vars(builtins)[name]  # the code has put another in its place
            function = function if _is_running(replacement) else replacement
        if id(function) in _READERS:
            return reader(self._session, function)
        if id(function) in _UNTOUCHED:
            return function
        known = self._known.get(id(function))
        if OPS_OF_FUNCTIONS:  # seldom: this is asked at every call
            known = outside_function(function, self.guard) or known
        if known is not None:
            return known
        arrays = support_of_function(function)
        if arrays:
            return self._numpys(function, arrays.numpy_callee(function, self.callee))
        if isinstance(function, FunctionType):
            if self.timing is not None and function.__module__ == "timeit":
                return self.timing(self.guard(function))
            return self._python_function(function)
        if isinstance(function, MethodType) and hands_out_bytes(function):
            return self.guard(function)
        if isinstance(function, MethodType) and draws_between_bounds(function):
            return drawing(self._session, function)
        if isinstance(function, MethodType):
            self.classes.prepare(function.__self__)
            if function.__name__ == "backward":
                self._session.carriers.note_backward(function.__self__, self._session.record)
            bound = self.callee(function.__func__)
            same = bound is function.__func__
            return function if same else partial(bound, function.__self__)
        if isinstance(function, partial):
            return partial(self.callee(function.func), *function.args, **function.keywords)
        if isinstance(function, type):
            self.classes.prepare(function)
            names = names_of_fields(function)
            if names is not None:
                return naming(self._session, function, names)
            return function if _has_own_init(function) else self._librarys(function)
        if isinstance(function, BuiltinFunctionType | MethodWrapperType):
            owner = function.__self__
            if type(owner) is list and function.__name__ == "sort" and not RECORDING.is_asleep:
                return sorting_in_place(self._session, owner)
            return function if isinstance(owner, _HOLDERS) else self._librarys(function)
        if isinstance(function, _CacheType):
            return self._with_cache(function)
        call = inspect.getattr_static(type(function), "__call__", None)
        if isinstance(call, FunctionType) and is_readers(call):
            self.classes.prepare(function)
            return partial(self._python_function(call), function)
        return self.guard(function)

    def _numpys(self, function: Any, callee: Callable[..., Any]) -> Callable[..., Any]:
        """A function of NumPy's, which may also read or write files, or read foreign objects."""
        session, name = self._session, f"numpy.{getattr(function, '__name__', '')}"

        def call(*args: Any, **named: Any) -> Any:
            result = callee(*args, **named)
            if is_store(name) or session.holds(*args) or type(result) is str:
                return session.admit(name, result, args)
            if is_draw(function):
                given = (*args, *named.values())
                session.note_draw(f"numpy.random.{function.__name__}", result, given)
            session.is_read_again |= bool(session.stored) and is_load(name, args)
            return result

        return call

    def guard(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A library's function, called as it is; a number that it gives is recorded as opaque."""

        def guarded(*args: Any, **named: Any) -> Any:
            if not named and computes_plain(function, args):
                return function(*args)
            start = next_serial()
            if takes_plain(function):
                return self._plainly(function, args, named)
            is_calling = not isinstance(function, type) or function.__module__ in _CALLING
            if is_calling and not is_sent_away(function):
                args = tuple(map(self._argument, args))
            result = function(*args, **named)
            given = (getattr(function, "__self__", None), *args, *named.values())
            if is_traced(result) and self._is_unseen(function, result, start):
                result, given = plain(result), (result, *given)
            return self._session.admit_parts(_name(function), result, given)

        return guarded

    def _plainly(self, function: Any, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """A function that is given plain numbers; of a library's, what it gives is not followed."""
        library = library_of(function)
        if library and library not in self._session.libraries:
            self._session.libraries.add(library)
            self._session.notes.append(f"{library} is not followed: what it computes is no part")
        keywords = {key: plainly(part) for key, part in named.items()}
        result = function(*map(plainly, args), **keywords)
        if library:
            return result
        given = (getattr(function, "__self__", None), *args, *named.values())
        return self._session.admit_parts(_name(function), result, given)

    def _is_unseen(self, function: Any, result: Any, start: int) -> bool:
        """True if code without hooks computed this, where its own calls went unseen.

        It is a Python library's, or a function of the reader's whose source is not at hand.
        """
        record = result._record
        if not isinstance(function, FunctionType) or record.serial <= start or record.code is None:
            return False
        return not (is_readers_file(record.filename) and has_hooks(record.code))

    def _python_function(self, function: FunctionType) -> Callable[..., Any]:
        if is_own(function.__code__.co_filename) or RECORDING.is_asleep:
            return function
        hooked = self._instrument(function) if is_readers(function) else None
        return hooked or self._librarys(function)

    def _librarys(self, function: Any) -> Callable[..., Any]:
        looks = getattr(function, "__module__", None) in _OF_FRAMES
        return cast(Callable[..., Any], function) if looks else self.guard(function)

    def _with_cache(self, function: Any) -> Callable[..., Any]:
        """A function in a cache, with hooks in what is cached."""
        if id(function) not in self._cached:
            inner = function.__wrapped__
            hooked = self._python_function(inner) if isinstance(inner, FunctionType) else inner
            same = hooked is inner
            made = function if same else functools.lru_cache(**function.cache_parameters())(hooked)
            self._cached[id(function)] = Cached(function, made)
        return self._cached[id(function)]

    def _argument(self, value: Any) -> Any:
        """Functions handed over keep their records too; types stay what they are."""
        if isinstance(value, FunctionType | BuiltinFunctionType) and not isinstance(value, type):
            return self.callee(value)
        return value

    def _map(self, *args: Any, **named: Any) -> Any:
        return map(*map(self.callee, args[:1]), *args[1:], **named)

    def _reduce(self, *args: Any, **named: Any) -> Any:
        return functools.reduce(*map(self.callee, args[:1]), *args[1:], **named)


def _is_running(replacement: Any) -> bool:
    """True if a function of the reader's runs now: in it, the real one is what it has kept."""
    code = getattr(replacement, "__code__", None)
    frame: FrameType | None = sys._getframe(2)
    while code is not None and frame is not None:
        running = frame.f_code
        same = running.co_filename == code.co_filename and running.co_name == code.co_name
        if same and running.co_firstlineno == code.co_firstlineno:
            return True
        frame = frame.f_back
    return False


def _has_own_init(cls: type) -> bool:
    init = vars(cls).get("__init__")
    return isinstance(init, FunctionType) and is_readers(init)


def _name(function: Any) -> str:
    module = getattr(function, "__module__", None)
    name = getattr(function, "__name__", type(function).__name__)
    owner = getattr(function, "__self__", None)
    if isinstance(function, type):
        return name_of_type(function)
    if isinstance(function, BuiltinFunctionType) and not (owner is None or inspect.ismodule(owner)):
        return f"{type_name(owner)}.{name}"
    return name if module in (None, "builtins", "__main__") else f"{module}.{name}"
