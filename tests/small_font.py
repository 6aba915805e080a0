"""A TrueType font of a few letters, each a bar of its own height, made on the spot."""

from __future__ import annotations

import struct

EM = 1000
_ADVANCE = 1500  # one and a half em: no letter of the bundled fonts is as wide


def small_font(letters: str, family: str = "Small Test", advance: int = _ADVANCE) -> bytes:
    """The bytes of a font that has these letters and no other."""
    codes = sorted({ord(letter) for letter in letters})
    glyphs = [b"", *(_bar(200 + 7 * number) for number in range(len(codes)))]
    count = len(glyphs)
    offsets = [0]
    for glyph in glyphs:
        offsets.append(offsets[-1] + len(glyph))
    tables = {
        b"OS/2": _os2(),
        b"cmap": _cmap(codes),
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, 0, 0, EM, EM, 0, 8, 2, 1, 0,
        ),
        b"hhea": struct.pack(
            ">IhhhH11hH", 0x10000, 800, -200, 0, advance, 0, 0, 0, 1, *[0] * 7, count
        ),
        b"hmtx": b"".join(struct.pack(">Hh", advance, 100) for _ in glyphs),
        b"loca": struct.pack(f">{count + 1}I", *offsets),
        b"maxp": struct.pack(">I14H", 0x10000, count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _name(family),
        b"post": struct.pack(">IIhhI16x", 0x30000, 0, 0, 0, 0),
    }  # fmt: skip
    return _file(tables)


def _bar(height: int) -> bytes:
    """A rectangle that stands on the baseline."""
    head = struct.pack(">hhhhh", 1, 100, 0, EM - 100, height)
    ends = struct.pack(">HH", 3, 0)
    flags = bytes([1, 1, 1, 1])
    xs = struct.pack(">hhhh", 100, EM - 200, 0, -(EM - 200))
    ys = struct.pack(">hhhh", 0, 0, height, 0)
    glyph = head + ends + flags + xs + ys
    return glyph + bytes(-len(glyph) % 4)


def _cmap(codes: list[int]) -> bytes:
    groups = b"".join(struct.pack(">III", code, code, n + 1) for n, code in enumerate(codes))
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(codes)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _name(family: str) -> bytes:
    texts = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    records, data = b"", b""
    for number, text in texts.items():
        encoded = text.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(encoded), len(data))
        data += encoded
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + data


def _os2() -> bytes:
    start = struct.pack(">HhHHH11h", 4, _ADVANCE, 400, 5, 0, *[0] * 11)
    end = struct.pack(
        ">HHHhhhHHIIhhHHH", 64, 0, 0xFFFF, 800, -200, 0, 800, 200, 0, 0, 500, 700, 0, 32, 1
    )
    return start + bytes(10) + bytes(16) + b"NONE" + end


def _file(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))
    place = len(head) + 16 * count
    records, data = b"", b""
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        check = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        records += tag + struct.pack(">III", check, place + len(data), len(table))
        data += padded
    return head + records + data
