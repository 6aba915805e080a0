"""The one exception that this package raises for a reader's mistake."""

_MOST_CHARACTERS = 1_000


class BackpropError(Exception):
    """Something in the input can't be drawn.

    The message is one line: what arrived, where (file, cell, line), what was expected and what to
    do. The command line prints it on stderr and ends with status 1. What it quotes is made safe
    for a terminal, see `one_line`.
    """

    def __init__(self, message: str = "") -> None:
        super().__init__(one_line(message))


class NothingThereError(BackpropError):
    """There is no value of a name, in this view of the program."""


class RefusedError(BackpropError):
    """A refusal, raised in the reader's code: none of its `except` stops it."""


class UnansweredError(RefusedError):
    """The code asks its user something; what ran before that may be drawn."""


def printable(text: str) -> str:
    r"""The text with control characters, escapes and lone surrogates written by their code.

    >>> print(printable("\x1b[31m red"))
    \x1b[31m red
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def one_line(text: str) -> str:
    """The text in one printable line of at most 1,000 characters; a longer one loses its middle."""
    if len(text) > 10 * _MOST_CHARACTERS:
        text = f"{text[: 2 * _MOST_CHARACTERS]} {text[-2 * _MOST_CHARACTERS :]}"
    text = printable(" ".join(text.split()))
    if len(text) <= _MOST_CHARACTERS:
        return text
    end = _MOST_CHARACTERS // 4
    return f"{text[: _MOST_CHARACTERS - end - 1]}…{text[-end:]}"


def text_of(error: BaseException) -> str:
    """An exception's own words, where its `__str__` does not raise itself."""
    try:
        return "".join([str(error)])  # a text of Python's own class, not of one of the code's
    except BaseException as second:  # `exit()` too
        return f"its message can't be read: {type(second).__name__} in its __str__"


def fault(error: BaseException) -> str:
    """The one line, with its place, for an error of this package's own."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = ""
    if trace is not None:
        file = trace.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
        place = f" in {file}, line {trace.tb_lineno}"
    return (
        f"a fault of graphviz_backprop, not of your code: {type(error).__name__}{place}: "
        f"{text_of(error)}; please report it; another --level may do"
    )
