import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_derivative(x):
    # x is already the output of the sigmoid
    return x * (1 - x)


X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])

np.random.seed(42)
input_neurons, hidden_neurons, output_neurons = 2, 3, 1
weights_input_hidden = np.random.uniform(-1, 1, size=(input_neurons, hidden_neurons))
bias_hidden = np.random.uniform(-1, 1, size=(1, hidden_neurons))
weights_hidden_output = np.random.uniform(-1, 1, size=(hidden_neurons, output_neurons))
bias_output = np.random.uniform(-1, 1, size=(1, output_neurons))
learning_rate = 0.5

for epoch in range(40):
    # Forward propagation
    hidden_input = np.dot(X, weights_input_hidden) + bias_hidden
    hidden_output = sigmoid(hidden_input)
    final_input = np.dot(hidden_output, weights_hidden_output) + bias_output
    predicted_output = sigmoid(final_input)

    # Error
    error = y - predicted_output
    loss = 0.5 * np.sum(error**2)

    # Backpropagation (deltas point downhill, so the weights are added to)
    output_delta = error * sigmoid_derivative(predicted_output)
    hidden_error = output_delta.dot(weights_hidden_output.T)
    hidden_delta = hidden_error * sigmoid_derivative(hidden_output)

    d_weights_hidden_output = hidden_output.T.dot(output_delta)
    d_bias_output = np.sum(output_delta, axis=0, keepdims=True)
    d_weights_input_hidden = X.T.dot(hidden_delta)
    d_bias_hidden = np.sum(hidden_delta, axis=0, keepdims=True)

    # Updating weights and biases
    weights_hidden_output += learning_rate * d_weights_hidden_output
    bias_output += learning_rate * d_bias_output
    weights_input_hidden += learning_rate * d_weights_input_hidden
    bias_hidden += learning_rate * d_bias_hidden

    if epoch % 10 == 0:
        print("epoch", epoch, "loss", loss)

print("Predicted output:")
print(predicted_output.round(3))
