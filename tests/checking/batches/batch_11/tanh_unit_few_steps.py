import math

# data point and starting values
x = 0.8
target = 0.3
w = 1.4
b = -0.2
learning_rate = 0.15

for step in range(6):
    # forward pass
    z = w * x + b
    out = math.tanh(z)
    error = out - target
    loss = error ** 2

    # backward pass
    grad_error = 2 * error
    grad_out = grad_error
    grad_z = grad_out * (1 - out ** 2)
    grad_w = grad_z * x
    grad_b = grad_z
    grad_x = grad_z * w        # not needed for the update, just to see it

    print("step %d: out = %.4f, loss = %.5f, dw = %.5f, db = %.5f" % (step, out, loss, grad_w, grad_b))

    # update
    w -= learning_rate * grad_w
    b -= learning_rate * grad_b
