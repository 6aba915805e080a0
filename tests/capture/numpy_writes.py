"""Small NumPy programs in which arrays are filled and shared, with the gradients that they have."""

from __future__ import annotations

WRITES = {
    "accumulator": (
        """
        x = np.array([1.0, -2.0, 3.0])
        w = np.array([-3.0, -1.0, 2.0])
        z = np.zeros(3)
        for i in range(3):
            z[i] = x[i] * w[i]
        y = np.sum(z)
        """,
        "y",
        {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0]},
    ),
    "accumulator_add": (
        """
        x = np.array([1.0, -2.0, 3.0])
        w = np.array([-3.0, -1.0, 2.0])
        total = np.zeros(3)
        for k in range(2):
            total += x * w
        y = total.sum()
        """,
        "y",
        {"x": [-6.0, -2.0, 4.0], "w": [2.0, -4.0, 6.0]},
    ),
    "sum_from_zero": (
        """
        x = np.array([1.0, -2.0, 3.0])
        w = np.array([-3.0, -1.0, 2.0])
        b = 1.0
        z = 0
        for i in range(len(x)):
            z += x[i] * w[i]
        z += b
        y = max(0, z)
        """,
        "y",
        {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0], "b": 1.0},
    ),
    "masked_assignment": (
        """
        x = np.array([1.0, -2.0, 3.0])
        w = np.array([-3.0, -1.0, 2.0])
        z = x * w
        z[z <= 0] = 0
        y = z.sum()
        """,
        "y",
        {"x": [0.0, -1.0, 2.0], "w": [0.0, -2.0, 3.0]},
    ),
    "view_write": (
        """
        x = np.array([1.0, -2.0, 3.0])
        h = x * 2.0
        v = h[1:]
        v *= 10.0
        y = h.sum()
        """,
        "y",
        {"x": [2.0, 20.0, 20.0]},
    ),
    "stale_view": (
        """
        x = np.array([1.0, -2.0, 3.0])
        h = x * 2.0
        first = h[0]
        row = h.reshape(3, 1)
        h[0] = x[2] * 5.0
        y = row[0, 0] + first
        """,
        "y",
        {"x": [2.0, 0.0, 5.0]},
    ),
    "update_then_second_pass": (
        """
        x = np.array([1.0, -2.0, 3.0])
        w = np.array([-3.0, -1.0, 2.0])
        b = 1.0
        z = np.dot(x, w) + b
        y = np.maximum(z, 0)
        dy = 1.0
        drelu = dy * (1.0 if z > 0 else 0.0)
        dw = drelu * x
        dx = drelu * w
        db = drelu
        lr = 0.001
        w -= lr * dw
        b -= lr * db
        z = np.dot(x, w) + b
        y = np.maximum(z, 0)
        """,
        "y",
        {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0], "b": 1.0},
    ),
    "out": (
        """
        x = np.array([1.0, -2.0, 3.0])
        r = np.empty(3)
        np.multiply(x, 2.0, out=r)
        y = np.sum(r, axis=0)
        """,
        "y",
        {"x": [2.0, 2.0, 2.0]},
    ),
    "a constant that is multiplied in place": (
        """
        w = np.array([2.0, 5.0])
        r = np.ones(2) * 3
        r *= w
        y = r.sum()
        """,
        "y",
        {"w": [3.0, 3.0]},
    ),
    "a part that is divided in place": (
        """
        w = np.array([2.0, 4.0])
        r = np.ones(3) * 8
        r[1:] /= w
        y = r.sum()
        """,
        "y",
        {"w": [-2.0, -0.5], "r": [1.0, 0.5, 0.25]},
    ),
    "add_at": (
        """
        x = np.array([1.0, -2.0, 3.0])
        r = np.zeros(2)
        np.add.at(r, [0, 1, 0], x)
        y = r[0] * r[1]
        """,
        "y",
        {"x": [-2.0, 4.0, -2.0]},
    ),
    "scaled_in_place": (
        """
        w = np.array([1.0, 2.0]); w *= 0.1
        x = np.array([3.0, 4.0])
        y = w @ x
        """,
        "y",
        {"w": [0.1 * 3.0, 0.1 * 4.0], "x": [0.1, 0.2]},
    ),
    "filled_by_hand": (
        """
        w = np.zeros(2)
        w[0] = 1.5
        w[1] = -2.0
        x = np.array([3.0, 4.0])
        y = w @ x
        """,
        "y",
        {"w": [3.0, 4.0], "x": [1.5, -2.0]},
    ),
    "class": (
        """
        class Neuron:
            def __init__(self, n):
                self.w = np.array([0.5, -1.0]); self.b = np.zeros(1)
            def forward(self, x):
                self.x = x
                self.out = np.maximum(0, np.dot(x, self.w) + self.b)
                return self.out
        n = Neuron(2)
        y = n.forward(np.array([3.0, 1.0]))
        """,
        "y",
        {"n.w": [3.0, 1.0], "n.b": [1.0], "x": [0.5, -1.0]},
    ),
    "list_of_arrays": (
        """
        layers = [np.array([1.0, 2.0]), np.array([3.0, 4.0])]
        y = np.dot(layers[0], layers[1])
        """,
        "y",
        {"layers": [[3.0, 4.0], [1.0, 2.0]]},
    ),
    "mixed_list": (
        """
        x = [1.0, 2.0]
        w = np.array([3.0, 4.0])
        y = sum(np.array(x) * w)
        """,
        "y",
        {"x": [3.0, 4.0], "w": [1.0, 2.0]},
    ),
}
