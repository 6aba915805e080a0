"""Networks as they are seen in public, in their own manner, right; and one slip in each."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import checked, verdicts, wrong
from tests.quick_or_long import quick

START = """
import math
import numpy as np
"""
# Gradients of single samples, added up by a comprehension; no loss is computed.
MINI_BATCH = (
    START
    + """
class Net:
    def __init__(self):
        self.weights = [np.array([[0.2, -0.4], [0.7, 0.1]]), np.array([[0.3, -0.6]])]
        self.biases = [np.array([[0.1], [0.2]]), np.array([[-0.3]])]
    def update(self, batch, eta):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        for x, y in batch:
            dnb, dnw = self.backprop(x, y)
            nabla_b = [b + d for b, d in zip(nabla_b, dnb)]
            nabla_w = [w + d for w, d in zip(nabla_w, dnw)]
        self.weights = [w - eta * d for w, d in zip(self.weights, nabla_w)]
        self.biases = [b - eta * d for b, d in zip(self.biases, nabla_b)]
    def backprop(self, x, y):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        a = x
        kept = [x]
        zs = []
        for b, w in zip(self.biases, self.weights):
            z = w @ a + b
            zs.append(z)
            a = squash(z)
            kept.append(a)
        delta = (kept[-1] - y) * squash_prime(zs[-1])
        nabla_b[-1] = delta
        nabla_w[-1] = delta @ kept[-2].T
        delta = {slip}
        nabla_b[-2] = delta
        nabla_w[-2] = delta @ kept[-3].T
        return nabla_b, nabla_w
def squash(z):
    return 1 / (1 + np.exp(-z))
def squash_prime(z):
    return squash(z) * (1 - squash(z))
samples = [(np.array([[0.5], [-1.0]]), np.array([[1.0]])), (np.array([[1.5], [0.3]]), 0.2)]
net = Net()
net.update(samples, 0.5)
net.update(samples[::-1], 0.5)
"""
)
# A cell that is called for each step; its gradients go from call to call, a slice of a longer one.
STEPS = (
    START
    + """
U = np.array([[0.2, -0.4, 0.3], [0.7, 0.1, -0.5]])
V = np.array([[0.6, -0.9]])
def step(x, h_prev):
    z = np.vstack((h_prev, x))
    h = np.tanh(U @ z)
    return z, h
def back(dh_next, z, h):
    global dU
    dh = V.T * 1.0
    dh = dh + dh_next
    draw = {slip}
    dU += draw @ z.T
    dz = U.T @ draw
    dh_prev = dz[:2, :]
    return dh_prev
hs, zs = [np.zeros((2, 1))], []
loss = 0
for x in (0.5, -1.0, 2.0):
    z, h = step(np.array([[x]]), hs[-1])
    hs.append(h)
    zs.append(z)
    loss += (V @ h)[0, 0]
dU = np.zeros_like(U)
dh_next = np.zeros((2, 1))
for t in (2, 1, 0):
    dh_next = back(dh_next, zs[t], hs[t + 1])
"""
)
# No loss is computed: that of a squared error is meant, and minus its gradient is added.
ADDED = (
    START
    + """
X = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [1.0, 0.0, 1.0]])
y = np.array([[0.0], [1.0], [1.0]])
syn0 = np.array([[0.2, -0.4], [0.7, 0.1], [-0.5, 0.3]])
syn1 = np.array([[0.6], [-0.9]])
def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))
for turn in range(3):
    l1 = nonlin(np.dot(X, syn0))
    l2 = nonlin(np.dot(l1, syn1))
    l2_error = y - l2
    l2_delta = l2_error * nonlin(l2, deriv=True)
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = {slip}
    syn1 += l1.T.dot(l2_delta)
    syn0 += X.T.dot(l1_delta)
"""
)
# A sum over samples, one after the other, without a loss.
ONE_BY_ONE = (
    START
    + """
x = np.array([1.0, 2.0, 3.5])
y = np.array([0.5, 2.5, 3.0])
def gradients(x, y, w, b):
    m = x.shape[0]
    dj_dw = 0
    dj_db = 0
    for i in range(m):
        f_wb = w * x[i] + b
        dj_dw_i = {slip}
        dj_db_i = f_wb - y[i]
        dj_db += dj_db_i
        dj_dw += dj_dw_i
    dj_dw = dj_dw / m
    dj_db = dj_db / m
    return dj_dw, dj_db
w, b = 0.3, -0.1
for turn in range(2):
    dj_dw, dj_db = gradients(x, y, w, b)
    w = w - 0.1 * dj_dw
    b = b - 0.1 * dj_db
"""
)
# 1 - a near 1 is rough: so is what a short nudge does to it.
NEARLY_SURE = (
    START
    + """
w, b = np.array([[1.0], [2.0]]), 2.0
X = np.array([[1.0, 2.0, -1.0], [3.0, 4.0, -3.2]])
Y = np.array([[1, 0, 1]])
m = 3
A = 1 / (1 + np.exp(-(w.T @ X + b)))
cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
dw = X @ (A - Y).T / m
db = {slip}
"""
)
# One number at a time, in the letters of a course; the loss is only computed now and then.
NOW_AND_THEN = (
    START
    + """
def squash(x):
    return 1 / (1 + math.exp(-x))
def deriv_squash(x):
    fx = squash(x)
    return fx * (1 - fx)
w1, w2, b1 = 0.4, -0.7, 0.2
def train(data):
    global w1, w2, b1
    for turn in range(2):
        for x, y_true in data:
            sum_h = w1 * x + b1
            h = squash(sum_h)
            sum_o = w2 * h
            o = squash(sum_o)
            y_pred = o
            d_L_d_ypred = -2 * (y_true - y_pred)
            d_ypred_d_w2 = {slip}
            d_ypred_d_h = w2 * deriv_squash(sum_o)
            d_h_d_w1 = x * deriv_squash(sum_h)
            d_h_d_b1 = deriv_squash(sum_h)
            w1 -= 0.1 * d_L_d_ypred * d_ypred_d_h * d_h_d_w1
            b1 -= 0.1 * d_L_d_ypred * d_ypred_d_h * d_h_d_b1
            w2 -= 0.1 * d_L_d_ypred * d_ypred_d_w2
train([(0.5, 1.0), (-1.5, 0.0)])
"""
)
NETWORKS = {
    "added": (ADDED, "l1_error * nonlin(l1, deriv=True)", "-l1_error * nonlin(l1, deriv=True)"),
    "one by one": (ONE_BY_ONE, "(f_wb - y[i]) * x[i]", "(f_wb - y[i]) * x[1]"),
    "nearly sure": (NEARLY_SURE, "np.sum(A - Y) / m", "np.sum(A - Y)"),
    "now and then": (NOW_AND_THEN, "h * deriv_squash(sum_o)", "h * deriv_squash(sum_h)"),
    "mini batch": (
        MINI_BATCH,
        "self.weights[-1].T @ delta * squash_prime(zs[-2])",
        "self.weights[-1].T @ delta * squash_prime(zs[-2]) * 2",
    ),
    "steps": (STEPS, "(1 - h * h) * dh", "(1 + h * h) * dh"),
}
CASES = pytest.mark.parametrize(
    ("code", "right", "slip"), quick(NETWORKS.values(), 2), ids=NETWORKS
)


@CASES
def test_a_right_one_raises_no_alarm(code, right, slip):
    found = set(verdicts(code.replace("{slip}", right)).values())
    assert found <= {"right", "unjudged"}
    assert "right" in found


@CASES
def test_a_slip_is_named_at_its_line(code, right, slip):
    lines = code.split("\n")
    line = 1 + lines.index(next(one for one in lines if "{slip}" in one))
    assert {place for _, place in wrong(code.replace("{slip}", slip))} == {line}


def test_what_the_output_does_not_depend_on_is_no_zero():
    code = START + (
        "x = np.array([1.0, 2.0])\nw = np.array([0.5, -1.0])\nu = np.array([3.0, 1.0])\n"
        "loss = np.sum((w * x) ** 2)\nd_w = 2 * w * x * x\nd_u = u * 2.0\n"
    )
    assert verdicts(code) == {("d_w", 8): "right", ("d_u", 9): "unjudged"}


def test_an_error_without_a_loss_is_named_in_the_report():
    found = checked(ADDED.replace("{slip}", "l1_error * nonlin(l1, deriv=True)"))
    assert "with a minus" in found.upstream[0]


def test_a_variable_with_a_d_in_its_name_is_one_name():
    code = START + (
        "W_dec = np.array([[0.3, 0.6], [-0.5, 0.2]])\nh = np.array([[0.5], [-1.0]])\n"
        "out = W_dec @ h\nloss = np.sum(out ** 2)\nd_out = 2 * out\ndW_dec = d_out @ h.T\n"
    )
    assert verdicts(code) == {("d_out", 8): "right", ("dW_dec", 9): "right"}
    assert wrong(code.replace("out @ h.T", "out @ h.T + 1")) == [("dW_dec", 9)]


# Layers that keep their inputs, trained by a loop over them: the second round has other weights.
LAYERS = (
    START
    + """
class Layer:
    def __init__(self, weight):
        self.weight = np.array(weight)
    def __call__(self, x):
        return self.forward(x)
    def forward(self, x):
        self.x = x
        return np.tanh(x @ self.weight)
    def backward(self, gy):
        g = gy * (1 - np.tanh(self.x @ self.weight) ** 2)
        self.weight_grad = {slip}
        return g @ self.weight.T
first, second = Layer([[0.2, -0.4], [0.7, 0.1]]), Layer([[0.3], [-0.6]])
x = np.array([[0.5, -1.0], [1.5, 0.3]])
for turn in range(2):
    out = second(first(x))
    loss = 0.5 * np.sum((out - 1.0) ** 2)
    first.backward(second.backward(out - 1.0))
    for layer in (first, second):
        layer.weight -= 0.5 * layer.weight_grad
"""
)
# The cost is computed behind the gradients: before them stands that of the sample before.
COST_BEHIND = (
    START
    + """
w, b = np.array([[0.4], [-0.7]]), 0.1
def sample(x, t):
    global cost
    z = x @ w + b
    a = np.tanh(z)
    dz = (a - t) * (1 - a ** 2)
    dw = {slip}
    cost = 0.5 * np.sum((a - t) ** 2)
    return dw
total = np.zeros((2, 1))
for x, t in ((np.array([[0.5, -1.0]]), 1.0), (np.array([[1.5, 0.3]]), 0.0)):
    total += sample(x, t)
"""
)
BEHIND = {"layers": (LAYERS, "self.x.T @ g"), "cost behind": (COST_BEHIND, "x.T @ dz")}


@pytest.mark.parametrize(("code", "right"), BEHIND.values(), ids=BEHIND)
def test_later_rounds_and_later_costs_raise_no_alarm(code, right):
    found = verdicts(code.replace("{slip}", right))
    assert set(found.values()) <= {"right", "unjudged"}


def test_a_slip_in_a_layer_is_named():
    assert {name for name, _ in wrong(LAYERS.replace("{slip}", "self.x.T @ gy"))} == {
        "self.weight_grad"
    }
