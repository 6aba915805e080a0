"""The pages of a figure that one page can't hold: which of them a frame shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from itertools import groupby

from graphviz_backprop.graph import Node
from graphviz_backprop.storyboard.frames.sequences import Shot


class Pages:
    """The pages' numbers.

    Args:
        numbers: of each node's page, from 0; none where all stand on one.
    """

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers
        self.count = 1 + max(numbers, default=0)

    def of_node(self, node: int) -> int:
        """The page of a node, from 0."""
        return self._numbers[node] if self._numbers else 0

    def of_shot(self, shot: Shot) -> int:
        """The page of steps that `split` has put together."""
        return self.of_node(shot.steps[0].edge.consumer)

    def named(self, count: str, page: int) -> str:
        """`Backward 12 of 23 · page 2 of 4`."""
        return f"{count} · page {page + 1} of {self.count}" if self.count > 1 else count

    def split(self, shots: Iterable[Shot]) -> Iterator[Shot]:
        """Steps that come together, but on several pages: one shot for each.

        Their order stays, for gradients add up in it.
        """
        if not self._numbers:
            yield from shots
            return
        for shot in shots:
            pages = groupby(shot.steps, key=lambda step: self.of_node(step.edge.consumer))
            yield from (replace(shot, steps=tuple(steps)) for _, steps in pages)

    def parts(self, nodes: Sequence[Node]) -> list[list[Node]]:
        """Operators that appear together, by their pages."""
        ordered = sorted(nodes, key=lambda node: self.of_node(node.index))
        return [list(part) for _, part in groupby(ordered, lambda node: self.of_node(node.index))]

    def in_turn(self, parts: Sequence[list[Node]]) -> list[list[Node]]:
        """The same parts of a forward pass, with no page left while something can be shown on it.

        Args:
            parts: of `parts`, each behind those that give its inputs.
        """
        if self.count == 1:
            return list(parts)
        part_of = {node.index: k for k, part in enumerate(parts) for node in part}
        sources = [
            {part_of[index] for node in part for index in node.inputs if index in part_of}
            for part in parts
        ]
        users: dict[int, list[int]] = defaultdict(list)
        for k, needed in enumerate(sources):
            for source in needed:
                users[source].append(k)
        ready: dict[int, list[int]] = defaultdict(list)
        waiting = [len(needed) for needed in sources]

        def add_ready(k: int) -> None:
            heappush(ready[self.of_node(parts[k][0].index)], k)

        for k, count in enumerate(waiting):
            if not count:
                add_ready(k)
        made: list[list[Node]] = []
        page = self.of_node(parts[0][0].index) if parts else 0
        while len(made) < len(parts):
            if not ready[page]:
                page = min((found[0], one) for one, found in ready.items() if found)[1]
            k = heappop(ready[page])
            made.append(parts[k])
            for user in users[k]:
                waiting[user] -= 1
                if not waiting[user]:
                    add_ready(user)
        return made
