import numpy as np

np.random.seed(11)

# 5x5 picture with a vertical line, label 1
image = np.zeros((5, 5))
image[:, 2] = 1.0
image += 0.1 * np.random.randn(5, 5)
label = 1

filters = np.random.randn(2, 3, 3) / 3
conv_bias = np.zeros(2)
weights = np.random.randn(18, 2) / 4
bias = np.zeros(2)
lr = 0.05

for step in range(3):
    # convolution
    conv_out = np.zeros((2, 3, 3))
    for f in range(2):
        for i in range(3):
            for j in range(3):
                conv_out[f, i, j] = np.sum(image[i:i+3, j:j+3] * filters[f]) + conv_bias[f]
    # relu, flatten, dense, softmax
    relu_out = np.maximum(conv_out, 0)
    flat = relu_out.reshape(-1)
    scores = flat @ weights + bias
    probs = np.exp(scores - scores.max())
    probs = probs / probs.sum()
    loss = -np.log(probs[label])
    print("step", step, "loss", loss)

    # backward
    d_scores = probs.copy()
    d_scores[label] -= 1
    d_weights = np.outer(flat, d_scores)
    d_bias = d_scores
    d_flat = weights @ d_scores
    d_relu = d_flat.reshape(relu_out.shape)
    d_conv = d_relu * (conv_out > 0)

    d_filters = np.zeros_like(filters)
    d_conv_bias = np.zeros_like(conv_bias)
    for f in range(2):
        for i in range(3):
            for j in range(3):
                d_filters[f] += d_conv[f, i, j] * image[i:i+3, j:j+3]
                d_conv_bias[f] += d_conv[f, i, j]

    print("largest filter gradient", np.abs(d_filters).max(), "bias", d_conv_bias)
    filters -= lr * d_filters
    conv_bias -= lr * d_conv_bias
    weights -= lr * d_weights
    bias -= lr * d_bias
