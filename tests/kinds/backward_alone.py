"""A backward pass alone: its values are gradients, never an output with gradients of its own.

Either the chain rule of its layer is drawn with the file's own numbers, or one line says that there
is only a backward pass.
"""

from __future__ import annotations

from tests.kinds.example import Example

_SAID = ("backward pass",)

KINDS = {
    "dinputs of a layer without its forward pass": (
        Example(
            name="dweights_and_dbiases_in_a_function",
            code="""
import numpy as np

def backward(dvalues, inputs, weights):
    dweights = np.dot(inputs.T, dvalues)
    dbiases = np.sum(dvalues, axis=0, keepdims=True)
    dinputs = np.dot(dvalues, weights.T)
    return dinputs, dweights, dbiases

dvalues = np.array([[1.0, -1.0]])
inputs = np.array([[2.0, 0.5, 1.0]])
weights = np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]])
print(backward(dvalues, inputs, weights))
""",
            never=("dinputs", "dweights", "dbiases"),
            gradients={
                "inputs": [[-0.1, -0.1, -0.1]],
                "weights": [[2.0, -2.0], [0.5, -0.5], [1.0, -1.0]],
            },
            or_says=_SAID,
        ),
        Example(
            name="dinputs_of_relu_alone",
            code="""
import numpy as np
z = np.array([[1.0, -2.0], [3.0, 0.5]])
dvalues = np.array([[5.0, 6.0], [7.0, 8.0]])
drelu = np.zeros_like(z)
drelu[z > 0] = 1
drelu *= dvalues
print(drelu)
""",
            never=("drelu",),
            gradients={"z": [[5.0, 0.0], [7.0, 8.0]]},
            or_says=_SAID,
        ),
        Example(
            name="dinputs_in_plain_lists",
            code="""
dvalues = [1.0, 2.0, -1.0]
weights = [[0.2, 0.8, -0.5], [0.5, -0.9, 0.3]]
inputs = [1.5, -0.5]
dinputs = [sum(w * d for w, d in zip(row, dvalues)) for row in weights]
dweights = [[x * d for d in dvalues] for x in inputs]
print(dinputs, dweights)
""",
            never=("dinputs[0]", "dinputs[1]", "dweights[0][0]", "dinputs", "dweights"),
            gradients={"inputs": [2.3, -1.6]},
            or_says=_SAID,
        ),
    ),
    "d_inputs with underscores, the same": (
        Example(
            name="d_weights_by_outer_product",
            code="""
import numpy as np
d_output = np.array([0.5, -1.0])
layer_input = np.array([1.0, 2.0, 4.0])
d_weights = np.outer(layer_input, d_output)
d_bias = d_output.copy()
print(d_weights, d_bias)
""",
            never=("d_weights", "d_bias"),
            or_says=_SAID,
        ),
        Example(
            name="d_x_through_two_layers",
            code="""
import numpy as np
d_loss = np.array([[1.0, 0.5]])
W1 = np.array([[0.4, -0.2], [0.1, 0.3]])
W2 = np.array([[1.0, 2.0], [-1.0, 0.5]])
d_hidden = d_loss @ W2.T
d_inputs = d_hidden @ W1.T
print(d_inputs)
""",
            never=("d_hidden", "d_inputs"),
            or_says=_SAID,
        ),
        Example(
            name="grad_inputs_in_a_class",
            code="""
class Backward:
    def __init__(self, grad_outputs):
        self.grad_outputs = grad_outputs

    def through(self, weights):
        self.grad_inputs = [sum(g * w for g, w in zip(self.grad_outputs, r)) for r in weights]
        return self.grad_inputs

step = Backward([1.0, -2.0])
print(step.through([[0.5, 0.25], [3.0, 1.0]]))
""",
            never=("step.grad_inputs[0]", "self.grad_inputs[0]", "step.grad_inputs[1]"),
            or_says=_SAID,
        ),
    ),
    "the gradient that all start from is only given": (
        Example(
            name="linear_backward_with_a_cache",
            code="""
import numpy as np

def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db

dZ = np.array([[0.2, -0.1, 0.3]])
A_prev = np.array([[1.0, 2.0, 0.5], [-1.0, 0.0, 0.3]])
W, b = np.array([[0.3, 0.1]]), np.array([[0.5]])
dA_prev, dW, db = linear_backward(dZ, (A_prev, W, b))
print(dA_prev, dW, db)
""",
            gradients={"dW": [[0.05, -0.11 / 3]], "db": [[0.4 / 3]]},
            says=_SAID,
        ),
        Example(
            name="rows_of_lists_from_a_given_dz",
            code="""
dz = [0.5, -1.0]
x = [1.0, 2.0, 3.0]
w = [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]
dw = [[d * v for v in x] for d in dz]
dx = [sum(w[j][i] * dz[j] for j in range(2)) for i in range(3)]
print(dw, dx)
""",
            gradients={"dw[1][2]": -3.0, "dx[0]": -0.35},
            says=_SAID,
        ),
        Example(
            name="partials_of_a_loss_from_that_of_y",
            code="""
import numpy as np
dL_dy = np.array([[1.0, -2.0]])
x = np.array([[0.5, 1.5, -1.0]])
W = np.array([[0.1, 0.2], [0.3, -0.4], [0.5, 0.6]])
dL_dW = x.T @ dL_dy
dL_dx = dL_dy @ W.T
print(dL_dW, dL_dx)
""",
            gradients={"dL_dx": [[-0.3, 1.1, -0.7]]},
            says=_SAID,
        ),
        Example(
            name="a_step_is_no_given_gradient",
            code="""
import numpy as np
x, dx = np.array([1.0, 2.0]), np.array([0.1, 0.2])
slope = (np.sin(x + dx) - np.sin(x)) / dx
print(slope)
""",
            output="slope",
            quiet=_SAID,
        ),
    ),
    "the backward pass of softmax and its loss alone": (
        Example(
            name="softmax_minus_one_hot",
            code="""
import numpy as np
softmax_outputs = np.array([[0.6, 0.3, 0.1], [0.2, 0.2, 0.6]])
y_true = np.array([[1, 0, 0], [0, 0, 1]])
dinputs = (softmax_outputs - y_true) / len(y_true)
print(dinputs)
""",
            never=("dinputs",),
            or_says=_SAID,
        ),
        Example(
            name="jacobian_of_softmax",
            code="""
import numpy as np
output = np.array([0.7, 0.1, 0.2]).reshape(-1, 1)
dvalues = np.array([1.0, 0.0, -1.0])
jacobian = np.diagflat(output) - np.dot(output, output.T)
dinputs = np.dot(jacobian, dvalues)
print(dinputs)
""",
            never=("dinputs", "jacobian"),
            or_says=_SAID,
        ),
        Example(
            name="loss_class_with_backward_only",
            code="""
import numpy as np

class Crossentropy:
    def backward(self, dvalues, y_true):
        samples = len(dvalues)
        labels = len(dvalues[0])
        y_true = np.eye(labels)[y_true]
        self.dinputs = -y_true / dvalues
        self.dinputs = self.dinputs / samples

loss = Crossentropy()
probabilities = np.array([[0.5, 0.25, 0.25], [0.1, 0.8, 0.1]])
loss.backward(probabilities, [0, 1])
print(loss.dinputs)
""",
            never=("loss.dinputs", "self.dinputs"),
            or_says=_SAID,
        ),
    ),
}
