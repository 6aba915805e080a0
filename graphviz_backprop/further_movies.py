"""The movies that can be made of a movie: one derivative, steps, what the gradients mean."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING

from graphviz_backprop.rendering import Rendering

if TYPE_CHECKING:
    from graphviz_backprop.derivations import DerivedArray, DerivedMovie
    from graphviz_backprop.descents import DescentMovie, MeaningMovie


class FurtherMovies(ABC):
    """What can be shown of a backward pass besides its steps."""

    @property
    @abstractmethod
    def rendering(self) -> Rendering:
        """The movie as the formats take it."""

    def derive(self, name: str) -> DerivedMovie | DerivedArray:
        """The derivative of the output with respect to a value, derived line by line.

        Args:
            name: of the value, as the figures show it: `"x[0]"`.

        Raises:
            BackpropError: as `derivations.derive` has it.
        """
        from graphviz_backprop.derivations import derived

        return derived(self.rendering, name)

    def descend(
        self, rate: float = 0.001, steps: int = 100, update: Iterable[str] | None = None
    ) -> DescentMovie:
        """Take steps against the gradient, and run the forward pass again after each.

        Args:
            rate: by which a gradient is multiplied before it is taken off.
            steps: how many, up to 1,000.
            update: the inputs that are updated; None for what the code updates, else `w`, `b`, ….

        Raises:
            BackpropError: as `descents.descend` has it.
        """
        from graphviz_backprop.descents import DescentMovie, descend

        return DescentMovie(self.rendering, descend(self.rendering.backprop, rate, steps, update))

    def meaning(self, step: float = 0.001) -> MeaningMovie:
        """What each input's gradient says of a small change, beside what comes of it, run again.

        Raises:
            BackpropError: as `descents.meaning.meanings` has it.
        """
        from graphviz_backprop.descents import MeaningMovie

        return MeaningMovie(self.rendering, step)
