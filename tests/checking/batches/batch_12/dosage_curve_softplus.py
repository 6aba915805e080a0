import numpy as np

# squiggle through three dosages: low and high do nothing, medium works
dosage = np.array([0.0, 0.4, 0.6, 1.0])
observed = np.array([0.0, 0.9, 1.0, 0.1])

w1, b1 = 2.74, -1.13
w2, b2 = -2.8, 1.05
w3, w4, b3 = -0.4, 0.3, 0.0
learning_rate = 0.05


def softplus(x):
    return np.log(1 + np.exp(x))


for step in range(5):
    x1 = dosage * w1 + b1
    x2 = dosage * w2 + b2
    y1 = softplus(x1)
    y2 = softplus(x2)
    predicted = y1 * w3 + y2 * w4 + b3
    SSR = np.sum((observed - predicted) ** 2)
    print("step", step, "SSR", SSR)

    # d SSR / d predicted is in all of them
    d_pred = -2 * (observed - predicted)
    d_w3 = np.sum(d_pred * y1)
    d_w4 = np.sum(d_pred * y2)
    d_b3 = np.sum(d_pred)
    # derivative of softplus is e^x / (1 + e^x)
    d_x1 = d_pred * w3 * np.exp(x1) / (1 + np.exp(x1))
    d_x2 = d_pred * w4 * np.exp(x2) / (1 + np.exp(x2))
    d_w1 = np.sum(d_x1 * dosage)
    d_b1 = np.sum(d_x1)
    d_w2 = np.sum(d_x2 * dosage)
    d_b2 = np.sum(d_x2)

    w1 = w1 - learning_rate * d_w1
    b1 = b1 - learning_rate * d_b1
    w2 = w2 - learning_rate * d_w2
    b2 = b2 - learning_rate * d_b2
    w3 = w3 - learning_rate * d_w3
    w4 = w4 - learning_rate * d_w4
    b3 = b3 - learning_rate * d_b3
