import numpy as np

np.random.seed(21)
image = np.random.rand(5, 5)
kernel = np.random.randn(3, 3) * 0.5
bias = 0.1
fc = np.random.randn(9) * 0.5
label = 1.0


def conv_forward(img, k, b):
    out = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            out[i, j] = np.sum(img[i : i + 3, j : j + 3] * k) + b
    return out


def conv_backward(d_out, img, k):
    d_img = np.zeros(img.shape)
    d_k = np.zeros(k.shape)
    d_b = 0.0
    for i in range(3):
        for j in range(3):
            d_k += d_out[i, j] * img[i : i + 3, j : j + 3]
            d_img[i : i + 3, j : j + 3] += d_out[i, j] * k
            d_b += d_out[i, j]
    return d_img, d_k, d_b


# forward: conv -> relu -> flatten -> fully connected -> sigmoid -> log loss
conv = conv_forward(image, kernel, bias)
act = np.maximum(conv, 0)
flat = act.reshape(-1)
logit = fc @ flat
prob = 1 / (1 + np.exp(-logit))
loss = -(label * np.log(prob) + (1 - label) * np.log(1 - prob))
print("loss", loss)

# backward
d_prob = -label / prob + (1 - label) / (1 - prob)
d_logit = d_prob * prob * (1 - prob)
d_fc = d_logit * flat
d_flat = d_logit * fc
d_act = d_flat.reshape(3, 3)
d_conv = d_act * (conv > 0)
d_image, d_kernel, d_bias = conv_backward(d_conv, image, kernel)

print("kernel gradient")
print(d_kernel.round(4))
print("bias gradient", d_bias)
kernel -= 0.1 * d_kernel
fc -= 0.1 * d_fc
