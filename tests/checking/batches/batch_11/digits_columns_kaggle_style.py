import numpy as np

# stand-in for train.csv: 12 "images" of 6 pixels, 3 digits
rng = np.random.RandomState(0)
data = rng.randint(0, 256, (12, 6))
Y_train = rng.randint(0, 3, 12)
X_train = data.T / 255.
n, m = X_train.shape

def init_params():
    W1 = rng.rand(5, n) - 0.5
    b1 = rng.rand(5, 1) - 0.5
    W2 = rng.rand(3, 5) - 0.5
    b2 = rng.rand(3, 1) - 0.5
    return W1, b1, W2, b2

def ReLU(Z):
    return np.maximum(Z, 0)

def ReLU_deriv(Z):
    return Z > 0

def softmax(Z):
    return np.exp(Z) / np.sum(np.exp(Z), axis=0)

def one_hot(Y):
    one_hot_Y = np.zeros((Y.size, 3))
    one_hot_Y[np.arange(Y.size), Y] = 1
    return one_hot_Y.T

def forward_prop(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = ReLU(Z1)
    Z2 = W2.dot(A1) + b2
    A2 = softmax(Z2)
    return Z1, A1, Z2, A2

def backward_prop(Z1, A1, Z2, A2, W1, W2, X, Y):
    one_hot_Y = one_hot(Y)
    dZ2 = A2 - one_hot_Y
    dW2 = 1 / m * dZ2.dot(A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T.dot(dZ2) * ReLU_deriv(Z1)
    dW1 = 1 / m * dZ1.dot(X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return dW1, db1, dW2, db2

def update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha):
    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2
    return W1, b1, W2, b2

def get_predictions(A2):
    return np.argmax(A2, 0)

W1, b1, W2, b2 = init_params()
for i in range(5):
    Z1, A1, Z2, A2 = forward_prop(W1, b1, W2, b2, X_train)
    loss = -np.mean(np.log(A2[Y_train, np.arange(m)]))
    dW1, db1, dW2, db2 = backward_prop(Z1, A1, Z2, A2, W1, W2, X_train, Y_train)
    W1, b1, W2, b2 = update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, 0.5)
    print("Iteration:", i, "loss", loss)
print("Accuracy:", np.mean(get_predictions(A2) == Y_train))
