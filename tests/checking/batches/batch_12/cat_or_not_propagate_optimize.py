import numpy as np

np.random.seed(1)
# "images" of 2x2 pixels with 3 channels, flattened in columns
train_x = np.random.rand(12, 8)
train_y = (train_x.mean(axis=0, keepdims=True) > 0.5).astype(float)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def propagate(w, b, X, Y):
    m = X.shape[1]
    # forward
    Z = np.dot(w.T, X) + b
    A = sigmoid(Z)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    # backward
    dZ = A - Y
    dw = np.dot(X, dZ.T) / m
    db = np.sum(dZ) / m
    grads = {"dw": dw, "db": db}
    return grads, cost


def optimize(w, b, X, Y, num_iterations, learning_rate):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        dw = grads["dw"]
        db = grads["db"]
        w = w - learning_rate * dw
        b = b - learning_rate * db
        if i % 5 == 0:
            costs.append(cost)
            print("Cost after iteration %i: %f" % (i, cost))
    return w, b, costs


w, b, costs = optimize(np.zeros((12, 1)), 0.0, train_x, train_y, 15, 0.1)
predictions = sigmoid(np.dot(w.T, train_x) + b) > 0.5
print("train accuracy:", 100 - np.mean(np.abs(predictions - train_y)) * 100)
