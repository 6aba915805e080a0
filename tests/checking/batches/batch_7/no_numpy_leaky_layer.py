"""A layer of three leaky neurons and a linear read-out, with nothing but lists."""

features = [0.7, -1.3, 2.1, 0.4]
layer_weights = [
    [0.2, -0.5, 0.1, 0.8],
    [-0.9, 0.3, 0.4, -0.2],
    [0.5, 0.6, -0.7, 0.1],
]
layer_biases = [0.1, -0.2, 0.05]
readout = [0.4, -1.1, 0.9]
target = 0.25
slope = 0.1
rate = 0.02


def dot(a, b):
    return sum(p * q for p, q in zip(a, b))


for epoch in range(3):
    sums = [dot(row, features) + bias for row, bias in zip(layer_weights, layer_biases)]
    fired = [s if s > 0 else slope * s for s in sums]
    guess = dot(readout, fired)
    error = (guess - target) ** 2

    guess_grad = 2 * (guess - target)
    readout_grad = [guess_grad * f for f in fired]
    fired_grad = [guess_grad * r for r in readout]
    sums_grad = [g * (1.0 if s > 0 else slope) for g, s in zip(fired_grad, sums)]
    weights_grad = [[g * x for x in features] for g in sums_grad]
    biases_grad = sums_grad[:]
    features_grad = [
        sum(sums_grad[n] * layer_weights[n][i] for n in range(3)) for i in range(len(features))
    ]

    readout = [r - rate * g for r, g in zip(readout, readout_grad)]
    layer_biases = [b - rate * g for b, g in zip(layer_biases, biases_grad)]
    layer_weights = [
        [w - rate * g for w, g in zip(row, grads)]
        for row, grads in zip(layer_weights, weights_grad)
    ]
    print(epoch, error, features_grad)
