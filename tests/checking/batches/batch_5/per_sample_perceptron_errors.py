# Stochastic updates, one sample at a time. No numpy needed.
import math

samples = [
    ([0.0, 0.5], 0.1),
    ([1.0, -0.5], 0.8),
    ([0.3, 0.9], 0.4),
]
w = [0.2, -0.3]
b = 0.05
rate = 0.4


def predict(features):
    total = b
    for wi, fi in zip(w, features):
        total += wi * fi
    return total


for epoch in range(4):
    sum_error = 0.0
    for features, expected in samples:
        z = w[0] * features[0] + w[1] * features[1] + b
        y_hat = 1.0 / (1.0 + math.exp(-z))
        sample_error = (y_hat - expected) ** 2
        sum_error += sample_error

        d_yhat = 2.0 * (y_hat - expected)
        d_z = d_yhat * y_hat * (1.0 - y_hat)
        d_w0 = d_z * features[0]
        d_w1 = d_z * features[1]
        d_b = d_z

        w[0] -= rate * d_w0
        w[1] -= rate * d_w1
        b -= rate * d_b
    print("epoch=%d error=%.5f" % (epoch, sum_error))

print("raw output", predict([0.5, 0.5]))
