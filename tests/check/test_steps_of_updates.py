"""Gradients that only an update has: `W += rate * np.dot(delta, a.T)`."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import checked, wrong

START = """import numpy as np
draw = np.random.RandomState(3)
x, t = draw.randn(3, 1), np.array([[0.2], [0.9]])
W1, W2 = draw.randn(4, 3), draw.randn(2, 4)
rate = 0.3
"""
FORWARD = """hidden_outputs = 1 / (1 + np.exp(-(W1 @ x)))
final_outputs = 1 / (1 + np.exp(-(W2 @ hidden_outputs)))
E = 0.5 * np.sum((t - final_outputs) ** 2)
"""
BACK = """output_errors = t - final_outputs
output_delta = output_errors * final_outputs * (1 - final_outputs)
hidden_errors = W2.T @ output_delta
hidden_delta = hidden_errors * hidden_outputs * (1 - hidden_outputs)
"""
UPDATES = {
    "in the update": "W2 += rate * np.dot(output_delta, hidden_outputs.T)\n"
    "W1 += rate * np.dot(hidden_delta, x.T)\n",
    "under a name": "W2_update = output_delta @ hidden_outputs.T\nW1_update = hidden_delta @ x.T\n"
    "W2 += rate * W2_update\nW1 += rate * W1_update\n",
    "a mean under a name": "toward_W2 = 2 * output_delta @ hidden_outputs.T / 2\n"
    "toward_W1 = 2 * hidden_delta @ x.T / 2\nW2 += rate * toward_W2\nW1 += rate * toward_W1\n",
    "taken away with a minus": "W2 = W2 - -rate * (output_delta @ hidden_outputs.T)\n"
    "W1 = W1 - -rate * (hidden_delta @ x.T)\n",
}


@pytest.mark.parametrize("update", UPDATES.values(), ids=UPDATES)
def test_the_step_of_an_update_goes_along_the_gradient(update):
    found = checked(START + FORWARD + BACK + update)
    assert not [*found.of_kind("wrong"), *found.of_kind("follows")]
    assert len({one.line for one in found.of_kind("right")}) == 5


@pytest.mark.parametrize("update", UPDATES.values(), ids=UPDATES)
def test_a_slip_before_it_is_named_at_its_line(update):
    back = BACK.replace("hidden_errors * hidden_outputs *", "hidden_errors *")
    found = checked(START + FORWARD + back + update)
    assert [(one.name, one.line) for one in found.of_kind("wrong")] == [("hidden_delta", 12)]


@pytest.mark.parametrize("name", ["W1", "W2"])
def test_a_wrong_step_is_named_by_its_variable(name):
    update = UPDATES["in the update"].replace("+=", "-=").replace(f"{name} -=", f"{name} +=")
    back = BACK.replace("t - final_outputs", "final_outputs - t")
    found = checked(START + FORWARD + back + update)
    assert [one.name for one in found.of_kind("wrong")] == [f"the step of {name}"]


@pytest.mark.parametrize(
    "code",
    [
        "v = np.zeros((4, 3))\nv = 0.9 * v + x.T\nW1 += v\n",
        "W1 += rate * np.outer(W1 @ x, x)\n",  # Hebb's rule goes down no loss
        "W1 -= rate * W1\n",
        BACK + "dW1 = hidden_delta @ x.T\nW1 += rate * dW1\nW1 += np.outer(hidden_outputs, x)\n",
        BACK + "dW1 = hidden_delta @ x.T\nW1 += rate * dW1\nW1 -= rate * W1 @ np.eye(3)\n",
    ],
)
def test_what_no_gradient_is_meant_by_is_not_accused(code):
    found = checked(START + FORWARD + code)
    assert not [*found.of_kind("wrong"), *found.of_kind("follows")]


def test_what_has_another_name_between_right_ones_is_right_too():
    back = BACK.replace("hidden_delta", "passed")
    update = UPDATES["in the update"].replace("hidden_delta", "passed")
    found = checked(START + FORWARD + back + update)
    assert ("passed", 12) in {(one.name, one.line) for one in found.of_kind("right")}


@pytest.mark.parametrize(
    ("back", "lines"),
    [
        ("dE = final_outputs - t\ndE *= 0.5\ndE *= 2\n", (9, 10, 11)),
        ("def back(y):\n    return y - t\ndE = back(final_outputs)\n", (10, 11)),
        ("dE = final_outputs - t\n", (9,)),
    ],
)
def test_a_right_derivative_has_all_lines_that_compute_it(back, lines):
    code = START + FORWARD + back.replace("dE", "dfinal_outputs")
    (one,) = checked(code).verdicts
    assert (one.verdict, tuple(line for _, line in one.lines)) == ("right", lines)


FORWARD_SUMS = {
    "residual": "h = np.tanh(W1 @ x)\nh0 = h.copy()\nh += W3 @ h0\ny = W2 @ h\n",
    "taps": "h = b.copy()\nfor k in range(3):\n    h += taps[k] @ x\ny = W2 @ h\n",
    "under a name": "h = np.tanh(W1 @ x)\nh0 = h.copy()\nmore = W3 @ h0\nh += more\ny = W2 @ h\n",
    "half of it": "h = np.tanh(W1 @ x)\nh0 = h.copy()\nmore = 0.5 * W3 @ h0\nh += more\n"
    "y = W2 @ h\n",
    "states": "h = np.zeros((4, 1))\nfor one in (x, 2 * x):\n    h = h + W1 @ one\ny = W2 @ h\n",
}
GRADIENTS_OF = {
    "half of it": "dW3 = 0.5 * dh @ h0.T\nW3 -= rate * dW3\n",
    "taps": "db = dh\ndtaps = np.zeros_like(taps)\n"
    "for k in range(3):\n    dtaps[k] = dh @ x.T\ntaps -= rate * dtaps\n",
    "states": "dW1 = np.zeros_like(W1)\nfor one in (x, 2 * x):\n    dW1 += dh @ one.T\n"
    "W1 -= rate * dW1\n",
}
OF_THE_RESIDUAL = "dW3 = dh @ h0.T\nW3 -= rate * dW3\n"


@pytest.mark.parametrize("name", FORWARD_SUMS)
def test_what_the_forward_pass_adds_is_no_step_of_an_update(name):
    start = START + "W3, b, taps = draw.randn(4, 4), draw.randn(4, 1), draw.randn(3, 4, 3)\n"
    back = "loss = np.sum((y - t) ** 2)\ndy = 2 * (y - t)\ndW2 = dy @ h.T\ndh = W2.T @ dy\n"
    update = GRADIENTS_OF.get(name, OF_THE_RESIDUAL) + "W2 -= rate * dW2\n"
    code = (FORWARD_SUMS[name] + back + update).replace("\n", "\n    ")
    found = checked(start + "for epoch in range(2):\n    " + code)
    assert not [*found.of_kind("wrong"), *found.of_kind("follows")]
    assert {"dy", "dW2", "dh"} < {one.name for one in found.of_kind("right")}
    assert not any(one.name.startswith("the step of h") for one in found.verdicts)


LINEAR = "la = np.mean((X @ Wa - y) ** 2)\n"
BENT = "lb = np.mean((np.tanh(X @ Wb) - y) ** 2)\n"
FIRST = "2 * X.T @ (X @ Wa - y) / len(X)"
SECOND = "2 * X.T @ ((np.tanh(X @ Wb) - y) * (1 - np.tanh(X @ Wb) ** 2)) / len(X)"
BOTH = {
    "in the updates": f"{LINEAR}Wa -= 0.1 * {FIRST}\n{BENT}Wb -= 0.1 * {SECOND}\n",
    "under names": f"{LINEAR}ga = {FIRST}\nWa -= 0.1 * ga\n{BENT}gb = {SECOND}\nWb -= 0.1 * gb\n",
    "both losses first": f"{LINEAR}{BENT}"
    f"ga = {FIRST}\ngb = {SECOND}\nWa -= 0.1 * ga\nWb -= 0.1 * gb\n",
}


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("is_slip", [False, True])
def test_two_models_in_one_loop_have_a_loss_each(name, is_slip):
    start = "import numpy as np\ndraw = np.random.RandomState(5)\nX = draw.randn(6, 2)\n"
    start += (
        "y, Wa, Wb = draw.randn(6, 1), draw.randn(2, 1), draw.randn(2, 1)\nfor step in range(2):"
    )
    body = (
        BOTH[name].replace("X @ Wa - y) / len", "X @ Wa - 2 * y) / len") if is_slip else BOTH[name]
    )
    found = checked(start + ("\n" + body.rstrip()).replace("\n", "\n    ") + "\n")
    assert len(found.verdicts) == 2
    wrong_lines = [one.code.strip() for one in found.of_kind("wrong")]
    assert [FIRST.replace("- y)", "- 2 * y)") in line for line in wrong_lines] == [True] * is_slip


@pytest.mark.parametrize("sample", [[0.7, 0.2], [0.1, 0.4], [0.9, 0.0]])
def test_a_step_of_zeros_is_right_where_every_relu_is_off(sample):
    code = f"""
import numpy as np
first, second = np.array([[-0.3, -0.6], [-0.2, -0.4]]), np.array([[0.5], [-0.7]])
for row, goal in [(np.array([{sample}]), 1.0), (np.array([[-0.8, -0.5]]), 0.0)]:
    net = row @ first
    hidden = np.maximum(net, 0)
    guess = hidden @ second
    half = 0.5 * np.sum((guess - goal) ** 2)
    guess_delta = guess - goal
    hidden_delta = guess_delta.dot(second.T) * (hidden > 0)
    second -= 0.2 * hidden.T.dot(guess_delta)
    first -= 0.2 * row.T.dot(hidden_delta)
"""
    assert wrong(code) == []


RATES = {
    "plain loops": "for i in range(3):\n        err = w_km * km[i] + base - fare[i]\n"
    "        loss += err ** 2\n        grad_km += 2 * err * km[i]\n"
    "    loss /= 3\n    grad_km /= 3\n",
    "arrays": "err = w_km * np.array(km) + base - np.array(fare)\n    loss = np.mean(err ** 2)\n"
    "    grad_km = np.mean(2 * err * np.array(km))\n",
    "a product": "err = w_km * np.array(km) + base - np.array(fare)\n    loss = err @ err / 3\n"
    "    grad_km = 2 * err @ np.array(km) / 3\n",
}


@pytest.mark.parametrize("name", RATES)
@pytest.mark.parametrize("is_slip", [False, True])
def test_a_gradient_is_by_what_it_updates_where_an_input_has_its_name(name, is_slip):
    code = (
        "import numpy as np\nkm, fare = [1.2, 3.4, 2.0], [6.1, 11.9, 8.4]\nw_km, base = 1.0, 2.0\n"
        f"for epoch in range(3):\n    loss = grad_km = 0\n    {RATES[name]}"
        "    w_km -= 0.01 * grad_km\n"
    )
    found = checked(code.replace("2 * err", "3 * err") if is_slip else code)
    assert {(one.name, one.to) for one in found.verdicts} == {("grad_km", "w_km")}
    assert [one.verdict for one in found.verdicts] == ["wrong" if is_slip else "right"]


@pytest.mark.parametrize("step", ["y.T @ dy", "dy.T @ y", "dy @ dy.T"])
def test_a_step_of_another_shape_than_its_variable_is_named(step):
    code = (
        "import numpy as np\ndraw = np.random.RandomState(3)\nx, t = draw.randn(1, 3), 0.4\n"
        "V, W = draw.randn(3, 4), draw.randn(4, 1)\nfor epoch in range(2):\n    h = x @ V\n"
        "    y = h @ W\n    loss = np.sum((y - t) ** 2)\n    dy = 2 * (y - t)\n"
        "    V_change = x.T @ (dy @ W.T)\n    W_change = h.T @ dy\n"
        "    V -= 0.1 * V_change\n    W -= 0.1 * W_change\n"
    )
    assert not wrong(code)
    found = checked(code.replace("W_change = h.T @ dy", f"W_change = {step}"))
    assert [one.name for one in found.of_kind("wrong")] == ["W_change"]
