import numpy as np


class Conv3x3:
    def __init__(self, num_filters):
        self.filters = np.random.randn(num_filters, 3, 3) / 9

    def forward(self, image):
        self.last_image = image
        h, w = image.shape
        out = np.zeros((h - 2, w - 2, len(self.filters)))
        for i in range(h - 2):
            for j in range(w - 2):
                out[i, j] = np.sum(image[i : i + 3, j : j + 3] * self.filters, axis=(1, 2))
        return out

    def backprop(self, d_L_d_out):
        h, w, n = d_L_d_out.shape
        d_L_d_filters = np.zeros(self.filters.shape)
        for i in range(h):
            for j in range(w):
                region = self.last_image[i : i + 3, j : j + 3]
                for f in range(n):
                    d_L_d_filters[f] += d_L_d_out[i, j, f] * region
        return d_L_d_filters


class MaxPool2:
    def forward(self, x):
        self.last_x = x
        h, w, n = x.shape
        out = np.zeros((h // 2, w // 2, n))
        for i in range(h // 2):
            for j in range(w // 2):
                out[i, j] = np.amax(x[2 * i : 2 * i + 2, 2 * j : 2 * j + 2], axis=(0, 1))
        return out

    def backprop(self, d_L_d_out):
        d_L_d_x = np.zeros(self.last_x.shape)
        h, w, n = d_L_d_out.shape
        for i in range(h):
            for j in range(w):
                for f in range(n):
                    patch = self.last_x[2 * i : 2 * i + 2, 2 * j : 2 * j + 2, f]
                    a, b = np.unravel_index(np.argmax(patch), patch.shape)
                    d_L_d_x[2 * i + a, 2 * j + b, f] = d_L_d_out[i, j, f]
        return d_L_d_x


np.random.seed(14)
image = np.random.rand(6, 6) - 0.5
label = 2
conv, pool = Conv3x3(2), MaxPool2()
W = np.random.randn(8, 3) / 4

conv_out = conv.forward(image)
pooled = pool.forward(conv_out)
flat = pooled.flatten()
totals = flat @ W
probs = np.exp(totals) / np.sum(np.exp(totals))
L = -np.log(probs[label])
print("loss", L)
d_L_d_totals = probs.copy()
d_L_d_totals[label] -= 1
d_L_d_W = np.outer(flat, d_L_d_totals)
d_L_d_flat = W @ d_L_d_totals
d_L_d_pooled = d_L_d_flat.reshape(pooled.shape)
d_L_d_conv = pool.backprop(d_L_d_pooled)
d_L_d_filters = conv.backprop(d_L_d_conv)
print(d_L_d_filters.round(4))
