"""Long code is cut where a plain search over all places would cut it."""

from __future__ import annotations

import random

import pytest

from graphviz_backprop.storyboard import value_texts
from graphviz_backprop.storyboard.value_texts import LONGEST, shortened


def _depths(text: str) -> list[int]:
    depths = [0]
    for letter in text:
        depths.append(depths[-1] + value_texts._STEPS.get(letter, 0))
    return depths


def plainly(text: str, longest: int) -> str:
    """The same by trying everything."""
    if len(text) <= longest:
        return text
    for most in range(LONGEST, value_texts._LEAST_OF_WORD - 1, -1):
        short = value_texts._WORD.sub(lambda word, most=most: shortened(word[0], most), text)
        if len(short) <= longest:
            return short
    depths, best = _depths(text), ""
    starts = [found.end() for found in value_texts._START.finditer(text, 0, longest - 2)]
    ends = [found.start() for found in value_texts._END.finditer(text, len(text) - longest)]
    for start in (*reversed(starts), 0):
        for end in ends if start == 0 else (*ends, len(text)):
            cut = f"{text[:start]}…{text[end:]}"
            is_matched = depths[start] == depths[end] == min(depths[start : end + 1], default=-1)
            if end > start and is_matched and len(best) < len(cut) <= longest:
                best = cut
    return best or shortened(text, longest)


def expression(chance: random.Random, depth: int) -> str:
    if depth == 0 or chance.random() < 0.2:
        names = ["x", "w[0]", "h#17", "1.0", "a_rather_long_name", "a_name_that_is_longer_than_all"]
        return chance.choice(names)
    parts = [expression(chance, depth - 1) for _ in range(chance.randint(1, 4))]
    whole = f" {chance.choice('+-*/')} ".join(parts)
    return f"{chance.choice(['exp', 'tanh', ''])}({whole})" if chance.random() < 0.5 else whole


@pytest.mark.parametrize("longest", [28, 32, 40, 60])
def test_code_is_cut_as_by_trying_everything(longest):
    chance = random.Random(longest)
    texts = {expression(chance, depth) for depth in (1, 2, 3) for _ in range(150)}
    assert sum(len(text) > longest for text in texts) > 60
    for text in texts:
        assert value_texts._shortened_code(text, longest) == plainly(text, longest)
