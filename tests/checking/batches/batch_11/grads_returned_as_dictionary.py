# Homework 3.  forward() and backward() of one sigmoid neuron with three inputs.
import math


def forward(params, sample):
    z = params["b"]
    z += params["w1"] * sample["age"]
    z += params["w2"] * sample["income"]
    z += params["w3"] * sample["visits"]
    yhat = 1 / (1 + math.exp(-z))
    return z, yhat


def loss_fn(yhat, y):
    return (yhat - y) ** 2 / 2


def backward(params, sample, yhat, y):
    dL_dyhat = yhat - y
    dyhat_dz = yhat * (1 - yhat)
    dL_dz = dL_dyhat * dyhat_dz
    return {
        "w1": dL_dz * sample["age"],
        "w2": dL_dz * sample["income"],
        "w3": dL_dz * sample["visits"],
        "b": dL_dz,
    }


sample = {"age": 0.35, "income": -0.8, "visits": 1.6}
y = 1
params = {"w1": 0.9, "w2": 0.25, "w3": -0.6, "b": 0.15}

for step in range(3):
    z, yhat = forward(params, sample)
    loss = loss_fn(yhat, y)
    grads = backward(params, sample, yhat, y)
    print("step", step, "loss", round(loss, 6), "grads", {k: round(v, 4) for k, v in grads.items()})
    for k in params:
        params[k] -= 0.8 * grads[k]
