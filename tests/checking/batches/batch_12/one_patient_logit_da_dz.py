import math

# week 2: logistic regression with ONE example, two features
x1, x2 = 1.3, -0.7
y = 1

w1 = 0.2
w2 = -0.4
b = 0.0
alpha = 0.5


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


for i in range(6):
    # forward
    z = w1 * x1 + w2 * x2 + b
    a = sigmoid(z)
    L = -(y * math.log(a) + (1 - y) * math.log(1 - a))

    # backward
    da = -y / a + (1 - y) / (1 - a)
    dz = da * a * (1 - a)  # = a - y
    dw1 = x1 * dz
    dw2 = x2 * dz
    db = dz

    w1 -= alpha * dw1
    w2 -= alpha * dw2
    b -= alpha * db
    print(i, round(L, 5), dz)
