"""The pixels of a GIF's frame as LZW data, at the cost of the rows in which something changed.

A frame is one rectangle: browsers show each further one a tenth of a second later. Between the
graph and the caption it holds much of one colour, whose codes are known beforehand: runs of one,
two, three, … pixels. So Pillow encodes the bands of rows that hold more, and the streams are
joined bit by bit. Where Pillow's stream is not as expected, it encodes the whole rectangle.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from PIL import GifImagePlugin, Image

Indices = NDArray[np.uint8]
_CLEAR, _END = 256, 257  # the codes that empty the table, and that end the data
_FIRST = 258  # the first code that is free
_CODES = 3_839  # how many codes Pillow writes between two that empty the table
# The bits of each of them: each but the first adds an entry to the table.
_WIDTHS = [9] * 255 + [10] * 512 + [11] * 1024 + [12] * (_CODES + 1 - 1791)
_STARTS = list(accumulate(_WIDTHS, initial=0))
_CYCLE = _STARTS[_CODES + 1]  # bits from one that empties the table to the next
_NUMBERS = {start: number for number, start in enumerate(_STARTS[: _CODES + 1])}
_LONGEST_RUN = 2_000  # codes
_LEAST_GAP = 16  # rows that are worth it
_MINIMUM = b"\x08"  # the bits of an index
_BLOCK = 255  # bytes


class UnexpectedStreamError(Exception):
    """Pillow's stream has another form than the one that this file knows."""


def encode(indices: Indices) -> bytes:
    """The data of a frame: the bits of an index, blocks, and their end.

    Args:
        indices: of colours, a row for each row of pixels. What the first corner has is taken for
            the ground: transparent, or of the first frame the page.
    """
    nothing = int(indices[0, 0])
    bands = find_bands(indices, nothing)
    if len(bands) == 1:
        return encode_whole(indices)
    try:
        return _joined(indices, bands, nothing)
    except UnexpectedStreamError:
        return encode_whole(indices)


def encode_whole(indices: Indices) -> bytes:
    """The same by Pillow alone."""
    _, *parts = GifImagePlugin.getdata(Image.fromarray(indices))  # behind the place
    return b"".join(parts)


def find_bands(indices: Indices, nothing: int) -> list[tuple[int, int]]:
    """The rows, first and last and one more, between which wide gaps have nothing.

    All rows are in a band or between two.
    """
    # The least and the largest of a row are found without a picture of what is something.
    rows = np.flatnonzero((indices.min(axis=1) != nothing) | (indices.max(axis=1) != nothing))
    ends = np.flatnonzero(np.diff(rows) > _LEAST_GAP)
    firsts = [0, *rows[ends + 1].tolist()]
    lasts = [*(rows[ends] + 1).tolist(), len(indices)]
    return list(zip(firsts, lasts, strict=True))


def _joined(indices: Indices, bands: list[tuple[int, int]], nothing: int) -> bytes:
    """The data of all bands, with the runs between."""
    width = indices.shape[1]
    bits = _CLEAR
    size = _WIDTHS[0]
    before = 0
    for first, end in bands:
        for codes, length in _runs((first - before) * width, nothing):
            bits |= codes << size
            size += length
        codes, length, last_width = _band(indices[first:end])
        bits |= codes << size | (_CLEAR << size + length)
        size += length + last_width
        before = end
    bits ^= (_CLEAR ^ _END) << size - last_width
    data = bits.to_bytes((size + 7) // 8, "little")
    blocks = (data[i : i + _BLOCK] for i in range(0, len(data), _BLOCK))
    return b"".join([_MINIMUM, *(bytes([len(block)]) + block for block in blocks), b"\0"])


def _band(indices: Indices) -> tuple[int, int, int]:
    """Codes without the first and the last one, their bits, and the width of the last.

    Raises:
        UnexpectedStreamError: the table is not emptied where Pillow is known to empty it.
    """
    data = _unblocked(encode_whole(indices))
    bits = int.from_bytes(data, "little")
    start, end = _WIDTHS[0], bits.bit_length() - _END.bit_length()
    whole, rest = divmod(end - start, _CYCLE)
    clears = [0, *(start + cycle * _CYCLE + _STARTS[_CODES] for cycle in range(whole))]
    widths = [_WIDTHS[0], *[_WIDTHS[_CODES]] * whole]
    if rest not in _NUMBERS or any(
        _code(data, place, width) != _CLEAR for place, width in zip(clears, widths, strict=True)
    ):
        raise UnexpectedStreamError
    last_width = _WIDTHS[_NUMBERS[rest]]
    if _code(data, end, last_width) != _END:
        raise UnexpectedStreamError
    return (bits & (1 << end) - 1) >> start, end - start, last_width


def _unblocked(data: bytes) -> bytes:
    """The codes alone."""
    if data[:1] != _MINIMUM:
        raise UnexpectedStreamError
    parts = []
    place = 1
    while length := data[place]:
        parts.append(data[place + 1 : place + 1 + length])
        place += 1 + length
    return b"".join(parts)


def _code(data: bytes, place: int, width: int) -> int:
    """The code of so many bits at a place."""
    some = int.from_bytes(data[place // 8 : place // 8 + 3], "little")
    return some >> place % 8 & (1 << width) - 1


def _runs(length: int, index: int) -> list[tuple[int, int]]:
    """Codes, and their bits, for so many pixels of one colour; the table is empty before and after.

    The codes stand for one, two, three, … pixels.
    """
    runs = []
    while length:
        count = min((math.isqrt(8 * length + 1) - 1) // 2, _LONGEST_RUN)
        codes, size = _long_run(index) & (1 << _STARTS[count]) - 1, _STARTS[count]
        length -= count * (count + 1) // 2
        if 0 < length <= count:
            codes |= (index if length == 1 else _FIRST + length - 2) << size
            size += _WIDTHS[count]
            count += 1
            length = 0
        runs.append((codes | _CLEAR << size, size + _WIDTHS[count]))
    return runs


@cache
def _long_run(index: int) -> int:
    codes = index
    for number in range(1, _LONGEST_RUN):
        codes |= (_FIRST + number - 1) << _STARTS[number]
    return codes
