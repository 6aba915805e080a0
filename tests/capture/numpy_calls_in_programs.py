"""Small NumPy programs in which functions take arrays apart, with the gradients that they have."""

from __future__ import annotations

CALLS = {
    "tolist": (
        """
        x = np.array([1.0, 2.0])
        a, b = x.tolist()
        y = a * b
        """,
        "y",
        {"x": [2.0, 1.0]},
    ),
    "float_of": (
        """
        x = np.array([1.0, 2.0])
        y = float(np.sum(x ** 2))
        """,
        "y",
        {"x": [2.0, 4.0]},
    ),
    "shape_counts": (
        """
        x = np.array([1.0, 2.0])
        t = np.array([0.5, 1.0])
        n = x.shape[0]
        loss = np.sum((x - t) ** 2) / n
        """,
        "loss",
        {"x": [0.5, 1.0], "t": [-0.5, -1.0]},
    ),
    "arrays_without_a_name": (
        """
        cache = {}
        cache.setdefault("k", np.zeros(2))[0] = 1.0
        x = np.array([1.0, 2.0])
        store = []
        store.append(np.zeros(2))
        store[0][1] = x[1] * 3.0
        store[0] += x
        y = store[0][0] * store[0][1]
        """,
        "y",
        {"x": [8.0, 4.0]},
    ),
    "int_arrays": (
        """
        x = np.array([1, 2, 3])
        w = np.array([0.5, 1.0, -1.0])
        y = np.dot(x, w)
        """,
        "y",
        {"x": [0.5, 1.0, -1.0], "w": [1.0, 2.0, 3.0]},
    ),
    "labels": (
        """
        p = np.array([[0.7, 0.1, 0.2], [0.1, 0.5, 0.4]])
        labels = np.array([0, 1])
        loss = -np.mean(np.log(p[range(len(p)), labels]))
        """,
        "loss",
        {"p": [[-0.7142857142857143, 0.0, 0.0], [0.0, -1.0, 0.0]]},
    ),
    "dead_where": (
        """
        x = np.array([1.0, -2.0])
        w = np.array([0.5, 1.0])
        z = np.dot(x, w)
        y = np.where(z > 0, z, 0.0)
        """,
        "y",
        {"x": [0.0, 0.0], "w": [0.0, 0.0]},
    ),
    "dead_conditional": (
        """
        x = np.array([1.0, 2.0])
        w = np.array([0.5, -1.0])
        z = np.dot(x, w)
        y = z if z > 0 else 0.0
        """,
        "y",
        {"x": [0.0, 0.0], "w": [0.0, 0.0]},
    ),
    "functions": (
        """
        def relu(v):
            return np.maximum(0, v)
        def neuron(inputs, weights, bias):
            return relu(np.dot(inputs, weights) + bias)
        y = neuron(np.array([1.0, -2.0, 3.0]), np.array([-3.0, -1.0, 2.0]), 1.0)
        """,
        "y",
        {"inputs": [-3.0, -1.0, 2.0], "weights": [1.0, -2.0, 3.0], "bias": 1.0},
    ),
    "swap": (
        """
        a = np.array([1.0, 2.0])
        h = a * 3.0
        h[0], h[1] = h[1], h[0]
        y = h[0] * 2.0
        """,
        "y",
        {"a": [0.0, 6.0]},
    ),
    "opaque_beside": (
        """
        a = np.array([[1.0, 2.0], [3.0, 4.0]])
        i = np.linalg.inv(a)
        y = a.sum()
        """,
        "y",
        {"a": [[1.0, 1.0], [1.0, 1.0]]},
    ),
    "stored_in_a_list": (
        """
        a = np.array([1.0, 2.0])
        x = 3.0
        out = [0.0, 0.0]
        for i, v in enumerate(a):
            out[i] = v * x
        y = sum(out)
        """,
        "y",
        {"a": [3.0, 3.0], "x": 3.0},
    ),
    "numbers_of_numpy": (
        """
        def f(x, lr=np.float64(0.1)):
            return x.sum() * lr
        y = f(np.array([1.0, 2.0]))
        """,
        "y",
        {"x": [0.1, 0.1]},
    ),
    "one_by_one_matrix": (
        """
        x = np.array([[1.0, 2.0]])
        w = np.array([[0.5], [1.5]])
        b = np.array([[0.25]])
        y = x @ w + b
        """,
        "y",
        {"x": [[0.5, 1.5]], "w": [[1.0], [2.0]], "b": [[1.0]]},
    ),
    "mask_times_array": (
        """
        x = np.array([1.0, -2.0])
        m = (x > 0).astype(float)
        y = np.sum(x * m)
        """,
        "y",
        {"x": [1.0, 0.0]},
    ),
    "copyto": (
        """
        x = np.array([1.0, -2.0])
        r = np.zeros(2)
        np.copyto(r, x * 3)
        y = r.sum()
        """,
        "y",
        {"x": [3.0, 3.0]},
    ),
    "built_in_abs": (
        """
        x = np.array([1.0, 2.0])
        y = abs(x[0] * x[1]) * 2
        print(round(y, 2), np.round(y, 1))
        """,
        "y",
        {"x": [4.0, 2.0]},
    ),
}
