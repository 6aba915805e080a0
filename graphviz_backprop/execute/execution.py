"""The run itself: cell after cell in one `__main__`, with the hooks of a session."""

from __future__ import annotations

import inspect
from types import CodeType, FrameType, ModuleType
from typing import Any

from graphviz_backprop.errors import BackpropError, RefusedError, UnansweredError
from graphviz_backprop.execute.compiling import Compiled, compile_cells, no_python, repeats
from graphviz_backprop.execute.displayed_values import shower
from graphviz_backprop.execute.error_message import error_message
from graphviz_backprop.execute.main_module import Jupyter, display, main_module
from graphviz_backprop.isolation.code_limits import StoppedCode, stopping
from graphviz_backprop.sources import Program, where
from graphviz_backprop.tracing.carriers import settle_attribute_names, settle_carriers
from graphviz_backprop.tracing.hooks.instrumented import Hooks
from graphviz_backprop.tracing.rounds.comparison import Judge
from graphviz_backprop.tracing.rounds.rounds import Rounds
from graphviz_backprop.tracing.rounds.schedule import DEFAULT_SCHEDULE, Schedule
from graphviz_backprop.tracing.syntax.expressions import hook
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.undivided_lists import WHOLE_LISTS


def execute(
    program: Program, session: Session, judge: Judge, schedule: Schedule = DEFAULT_SCHEDULE
) -> str:
    """Run a program's cells; the session records what they compute.

    Args:
        program: what a source read.
        session: takes the records.
        judge: says how the rounds of a loop are alike.
        schedule: which rounds of loops are recorded.

    Returns:
        What went wrong in the code, where something ran before it that may be drawn; else nothing.

    Raises:
        BackpropError: the code is no Python, or it raises before it has computed anything.
    """
    failed = ""
    ran = 0
    WHOLE_LISTS.begin(session)
    rounds = Rounds(session, judge, schedule)
    hooks = Hooks(session, rounds.hooks(), rounds.awake)
    hooks.calls.timing = rounds.timing
    hooks.stands_twice = repeats(program)
    names = rounds.builtins = dict(hooks.by_name)
    names[hook("show")] = shower(names)
    if any(cell.shows == "last" for cell in program.cells):
        names.update(display=display, get_ipython=Jupyter)
    with main_module(program, names) as module:
        rounds.module = vars(module)
        compiled, no_code = compile_cells(program, vars(module), hooks.stands_twice)
        wrong: BackpropError | None = None
        try:
            with stopping():
                for cell in compiled:
                    session.sources.setdefault(cell.cell.filename, []).append(cell.cell.code)
                    wrong = wrong or _run_cell(cell, module, names, program)
                    ran += 1
        except StoppedCode as limit:
            place = _place(limit.frame, program)
            session.stopped = f"{program.name}: {limit.limit}{place}; {limit.option}"
        except SystemExit as leaving:
            if leaving.code not in (None, 0):
                code = leaving.code
                shown = repr(code) if type(code) in (int, str) else type(code).__name__
                failed = f"{program.name}: the code ended with exit({shown})"
                if not session.bindings:
                    raise BackpropError(failed) from None
        except BaseException as error:  # whatever the code raises is told
            failed = error_message(error, program)
            is_bare = not ran and not session.bindings
            is_refused = isinstance(error, RefusedError) and not isinstance(error, UnansweredError)
            if is_bare or is_refused or isinstance(error, KeyboardInterrupt):
                raise BackpropError(failed) from error
        finally:
            rounds.stop()
            hooks.restore()
            settle_carriers(session, vars(module))
            settle_attribute_names(session, vars(module))
        if wrong is not None:
            raise wrong
    failed = failed or (str(no_code) if no_code else "")
    return f"{failed}; {_choice_of_cells(program, ran)}" if failed else ""


def _place(frame: FrameType | None, program: Program) -> str:
    """Where in the reader's file the code was."""
    files = {cell.filename for cell in program.cells}
    while frame is not None and frame.f_code.co_filename not in files:
        frame = frame.f_back
    return f" at {where(frame.f_code.co_filename, frame.f_lineno)}" if frame is not None else ""


def _choice_of_cells(program: Program, ran: int) -> str:
    """What is drawn all the same, and how to leave out the cells from the failed one on."""
    if not ran:
        return "what ran before it is drawn"
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
