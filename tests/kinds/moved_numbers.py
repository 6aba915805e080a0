"""Functions that give the same numbers in other places: windows over an array, parts by size."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes

_X, _K = [1.0, 2.0, 3.0, 4.0], [0.5, -1.0]
_IMAGE = [[1.0, 2.0, 0.5], [0.0, -1.0, 3.0], [2.0, 1.0, 1.0]]
_FILTER = [[1.0, -1.0], [0.5, 2.0]]
_V = [3.0, 1.0, 2.0, 5.0]


def _windows(x, shape):
    return np.lib.stride_tricks.sliding_window_view(x, shape)


KINDS = {
    "windows that slide over an array": (
        Example(
            name="a_convolution_by_windows",
            code=f"""
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
x, k = np.array({_X}), np.array({_K})
y = sliding_window_view(x, 2) @ k
loss = np.sum(y ** 2)
print(loss)
""",
            output="loss",
            gradients=slopes(lambda x, k: np.sum((_windows(x, 2) @ k) ** 2), x=_X, k=_K),
        ),
        Example(
            name="a_filter_over_an_image",
            code=f"""
import numpy as np
image, f = np.array({_IMAGE}), np.array({_FILTER})
windows = np.lib.stride_tricks.sliding_window_view(image, (2, 2))
out = np.einsum("ijkl,kl->ij", windows, f)
loss = np.sum(out ** 2)
""",
            output="loss",
            gradients=slopes(
                lambda image, f: np.sum(np.sum(_windows(image, (2, 2)) * f, axis=(2, 3)) ** 2),
                image=_IMAGE,
                f=_FILTER,
            ),
        ),
        Example(
            name="a_largest_of_each_window",
            code=f"""
import numpy as np
x = np.array({_V})
pooled = np.max(np.lib.stride_tricks.sliding_window_view(x, window_shape=2, axis=0), axis=1)
loss = pooled @ np.array([1.0, 2.0, 3.0])
""",
            output="loss",
            gradients={"x": [1.0, 0.0, 2.0, 3.0]},
        ),
    ),
    "a partition by size": (
        Example(
            name="the_two_smallest",
            code=f"""
import numpy as np
x = np.array({_V})
loss = np.sum(np.partition(x, 2)[:2] ** 2)
""",
            output="loss",
            gradients={"x": [0.0, 2.0, 4.0, 0.0]},
        ),
        Example(
            name="the_smallest_of_each_row",
            code=f"""
import numpy as np
x = np.array({[_V, [0.5, -1.0, 7.0, 2.0]]})
low = np.partition(x, kth=0, axis=1)[:, 0]
loss = np.sum(low ** 3)
""",
            output="loss",
            gradients={"x": [[0.0, 3.0, 0.0, 0.0], [0.0, 3.0, 0.0, 0.0]]},
        ),
        Example(
            name="the_largest_of_all",
            code=f"""
import numpy as np
x = np.array({_FILTER})
loss = 4 * np.partition(x, -1, axis=None)[-1]
""",
            output="loss",
            gradients={"x": [[0.0, 0.0], [0.0, 4.0]]},
        ),
    ),
}
