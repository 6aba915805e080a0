import math


def sigmoid(v):
    return 1 / (1 + math.exp(-v))


# one training example: hours studied, hours slept -> passed
x1, x2 = 0.9, 0.4
target = 1.0

w1 = 0.35
w2 = -0.6
bias = 0.1

# forward
mul1 = x1 * w1
mul2 = x2 * w2
total = mul1 + mul2 + bias
out = sigmoid(total)
error = out - target
loss = error**2
print(f"out={out:.4f} loss={loss:.4f}")

# backward, last operation first
dloss_derror = 2 * error
derror_dout = 1.0
dloss_dout = dloss_derror * derror_dout

dout_dtotal = out * (1 - out)
dloss_dtotal = dloss_dout * dout_dtotal

# a sum passes the gradient on unchanged
dloss_dmul1 = dloss_dtotal * 1
dloss_dmul2 = dloss_dtotal * 1
dloss_dbias = dloss_dtotal * 1

# a product swaps its inputs
dloss_dw1 = dloss_dmul1 * x1
dloss_dx1 = dloss_dmul1 * w1
dloss_dw2 = dloss_dmul2 * x2
dloss_dx2 = dloss_dmul2 * w2

print("dw1", dloss_dw1)
print("dw2", dloss_dw2)
print("dbias", dloss_dbias)

learning_rate = 0.5
w1 = w1 - learning_rate * dloss_dw1
w2 = w2 - learning_rate * dloss_dw2
bias = bias - learning_rate * dloss_dbias
new_out = sigmoid(x1 * w1 + x2 * w2 + bias)
print("new loss", (new_out - target) ** 2)
