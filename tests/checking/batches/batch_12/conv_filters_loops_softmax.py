import numpy as np

np.random.seed(0)
num_filters = 2
filters = np.random.randn(num_filters, 3, 3) / 9
image = np.random.rand(5, 5) - 0.5
label = 1


def iterate_regions(image):
    """all 3x3 pieces (no padding)"""
    h, w = image.shape
    for i in range(h - 2):
        for j in range(w - 2):
            yield image[i : i + 3, j : j + 3], i, j


weights = np.random.randn(3 * 3 * num_filters, 3) / 4
biases = np.zeros(3)

for step in range(3):
    # forward: conv -> relu -> dense -> softmax
    conv = np.zeros((3, 3, num_filters))
    for region, i, j in iterate_regions(image):
        conv[i, j] = np.sum(region * filters, axis=(1, 2))
    act = np.maximum(conv, 0)
    flat = act.flatten()
    totals = flat @ weights + biases
    exp = np.exp(totals)
    probs = exp / np.sum(exp)
    loss = -np.log(probs[label])

    # backward
    d_probs = np.zeros(3)
    d_probs[label] = -1 / probs[label]
    # only one element isn't 0: dout_label / dtotals
    d_out_d_t = -exp[label] * exp / np.sum(exp) ** 2
    d_out_d_t[label] = exp[label] * (np.sum(exp) - exp[label]) / np.sum(exp) ** 2
    d_L_d_t = d_probs[label] * d_out_d_t
    d_L_d_w = flat[:, np.newaxis] @ d_L_d_t[np.newaxis]
    d_L_d_b = d_L_d_t
    d_L_d_inputs = weights @ d_L_d_t
    d_L_d_act = d_L_d_inputs.reshape(act.shape)
    d_L_d_conv = d_L_d_act * (conv > 0)
    d_L_d_filters = np.zeros(filters.shape)
    for region, i, j in iterate_regions(image):
        for f in range(num_filters):
            d_L_d_filters[f] += d_L_d_conv[i, j, f] * region

    weights -= 0.1 * d_L_d_w
    biases -= 0.1 * d_L_d_b
    filters -= 0.1 * d_L_d_filters
    print("step", step, "loss", loss, "probability", probs[label])
