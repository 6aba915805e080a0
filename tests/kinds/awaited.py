"""Inputs not right yet, each with what comes of it today; a mend removes its line."""

from __future__ import annotations

AWAITED: dict[str, str] = {}
