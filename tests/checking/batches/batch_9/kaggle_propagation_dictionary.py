import numpy as np

# kaggle notebook style: features in rows, samples in columns
x_train = np.array([[0.1, 0.8, 0.5, 0.9], [0.3, 0.2, 0.7, 0.4], [0.6, 0.1, 0.2, 0.8]])
y_train = np.array([[0, 1, 0, 1]])


def initialize_weights_and_bias(dimension):
    w = np.full((dimension, 1), 0.01)
    b = 0.0
    return w, b


def sigmoid(z):
    y_head = 1 / (1 + np.exp(-z))
    return y_head


def forward_backward_propagation(w, b, x_train, y_train):
    # forward propagation
    z = np.dot(w.T, x_train) + b
    y_head = sigmoid(z)
    loss = -y_train * np.log(y_head) - (1 - y_train) * np.log(1 - y_head)
    cost = (np.sum(loss)) / x_train.shape[1]
    # backward propagation
    derivative_weight = (np.dot(x_train, ((y_head - y_train).T))) / x_train.shape[1]
    derivative_bias = np.sum(y_head - y_train) / x_train.shape[1]
    gradients = {"derivative_weight": derivative_weight, "derivative_bias": derivative_bias}
    return cost, gradients


def update(w, b, x_train, y_train, learning_rate, number_of_iterarion):
    cost_list = []
    for i in range(number_of_iterarion):
        cost, gradients = forward_backward_propagation(w, b, x_train, y_train)
        cost_list.append(cost)
        w = w - learning_rate * gradients["derivative_weight"]
        b = b - learning_rate * gradients["derivative_bias"]
        if i % 2 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    parameters = {"weight": w, "bias": b}
    return parameters, gradients, cost_list


w, b = initialize_weights_and_bias(x_train.shape[0])
parameters, gradients, cost_list = update(w, b, x_train, y_train, learning_rate=0.3, number_of_iterarion=4)
print(parameters)
