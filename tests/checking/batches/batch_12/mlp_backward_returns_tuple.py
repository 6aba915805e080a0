import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def int_to_onehot(y, num_labels):
    ary = np.zeros((y.shape[0], num_labels))
    ary[np.arange(y.shape[0]), y] = 1
    return ary


class MLP:
    def __init__(self, num_features, num_hidden, num_classes, random_seed=123):
        rng = np.random.RandomState(random_seed)
        self.num_classes = num_classes
        self.weight_h = rng.normal(loc=0.0, scale=0.4, size=(num_hidden, num_features))
        self.bias_h = np.zeros(num_hidden)
        self.weight_out = rng.normal(loc=0.0, scale=0.4, size=(num_classes, num_hidden))
        self.bias_out = np.zeros(num_classes)

    def forward(self, x):
        z_h = np.dot(x, self.weight_h.T) + self.bias_h
        a_h = sigmoid(z_h)
        z_out = np.dot(a_h, self.weight_out.T) + self.bias_out
        a_out = sigmoid(z_out)
        return a_h, a_out

    def backward(self, x, a_h, a_out, y):
        y_onehot = int_to_onehot(y, self.num_classes)
        # output layer (the loss is the mean over examples AND classes)
        d_loss__d_a_out = 2.0 * (a_out - y_onehot) / y_onehot.size
        d_a_out__d_z_out = a_out * (1.0 - a_out)
        delta_out = d_loss__d_a_out * d_a_out__d_z_out
        d_loss__dw_out = np.dot(delta_out.T, a_h)
        d_loss__db_out = np.sum(delta_out, axis=0)
        # hidden layer
        d_loss__a_h = np.dot(delta_out, self.weight_out)
        d_a_h__d_z_h = a_h * (1.0 - a_h)
        d_loss__d_w_h = np.dot((d_loss__a_h * d_a_h__d_z_h).T, x)
        d_loss__d_b_h = np.sum(d_loss__a_h * d_a_h__d_z_h, axis=0)
        return d_loss__dw_out, d_loss__db_out, d_loss__d_w_h, d_loss__d_b_h


rng = np.random.RandomState(5)
X = rng.rand(8, 3)
y = rng.randint(0, 2, size=8)
model = MLP(num_features=3, num_hidden=4, num_classes=2)

for e in range(4):
    a_h, a_out = model.forward(X)
    mse = np.mean((int_to_onehot(y, 2) - a_out) ** 2)
    dw_out, db_out, dw_h, db_h = model.backward(X, a_h, a_out, y)
    model.weight_h -= 0.5 * dw_h
    model.bias_h -= 0.5 * db_h
    model.weight_out -= 0.5 * dw_out
    model.bias_out -= 0.5 * db_out
    print(f"Epoch: {e + 1:02d} | MSE: {mse:.4f}")
