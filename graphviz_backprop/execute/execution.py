"""The run itself: cell after cell in one `__main__`, with the hooks of a session."""

from __future__ import annotations

import inspect
from types import CodeType, ModuleType
from typing import Any

from graphviz_backprop.errors import BackpropError, RefusedError
from graphviz_backprop.execute.compiling import Compiled, compile_cells, no_python
from graphviz_backprop.execute.displayed_values import shower
from graphviz_backprop.execute.error_message import error_message
from graphviz_backprop.execute.main_module import Jupyter, display, main_module
from graphviz_backprop.sources import Program
from graphviz_backprop.tracing.carriers import settle_attribute_names, settle_carriers
from graphviz_backprop.tracing.hooks.instrumented import Hooks
from graphviz_backprop.tracing.syntax.instrument import hook
from graphviz_backprop.tracing.tape.session import Session


def execute(program: Program, session: Session) -> str:
    """Run a program's cells; the session records what they compute.

    Returns:
        What went wrong in a later cell, where there is something before it to draw; else nothing.

    Raises:
        BackpropError: the code is no Python, or it raises in its first cell.
    """
    failed = ""
    ran = 0
    hooks = Hooks(session)
    names = dict(hooks.by_name)
    names[hook("show")] = shower(names)
    if any(cell.shows == "last" for cell in program.cells):
        names.update(display=display, get_ipython=Jupyter)
    with main_module(program, names) as module:
        compiled, no_code = compile_cells(program, vars(module))
        wrong: BackpropError | None = None
        try:
            for cell in compiled:
                session.sources.setdefault(cell.cell.filename, []).append(cell.cell.code)
                wrong = wrong or _run_cell(cell, module, names, program)
                ran += 1
        except SystemExit as leaving:
            if leaving.code not in (None, 0):
                raise BackpropError(
                    f"{program.name}: the code ended with exit({leaving.code!r})"
                ) from None
        except BaseException as error:
            failed = error_message(error, program)
            if not ran or isinstance(error, RefusedError | KeyboardInterrupt):
                raise BackpropError(failed) from error
        finally:
            hooks.restore()
            settle_carriers(session, vars(module))
            settle_attribute_names(session, vars(module))
        if wrong is not None:
            raise wrong
    failed = failed or (str(no_code) if no_code else "")
    return f"{failed}; {_choice_of_cells(program, ran)}" if failed else ""


def _choice_of_cells(program: Program, ran: int) -> str:
    """How to leave out the cells from the failed one on."""
    numbers = [cell.number for cell in program.cells[:ran]]
    is_row = numbers == [*range(numbers[0], numbers[-1] + 1)] and len(numbers) > 1
    text = f"{numbers[0]}-{numbers[-1]}" if is_row else ",".join(map(str, numbers))
    return f"what ran before it is drawn; --cells {text} leaves it out"


def _run_cell(
    compiled: Compiled, module: ModuleType, names: dict[str, Any], program: Program
) -> BackpropError | None:
    """Run a cell; what is wrong with it, where that is only known now."""
    pasted = compiled.pasted
    if pasted is None:
        _run_code(compiled.code, module)
        return None
    if not pasted.has_code():
        return None
    names[hook("after")] = pasted.after
    with pasted.listening():
        _run_code(compiled.code, module)
    error = pasted.error_below()
    if error is not None:
        return no_python(program, compiled.cell, error)
    names[hook("show")](pasted.value)
    return None


def _run_code(code: CodeType, module: ModuleType) -> None:
    coroutine = eval(code, vars(module))
    if code.co_flags & inspect.CO_COROUTINE:  # `await` outside of functions, as in a notebook
        import asyncio

        asyncio.run(coroutine)
