import numpy as np

np.random.seed(7)


class Layer_Dense:
    def __init__(self, n_inputs, n_neurons):
        self.weights = 0.5 * np.random.randn(n_inputs, n_neurons)
        self.biases = np.zeros((1, n_neurons))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        # Gradients on parameters
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0, keepdims=True)
        # Gradient on values
        self.dinputs = np.dot(dvalues, self.weights.T)


class Activation_ReLU:
    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.maximum(0, inputs)

    def backward(self, dvalues):
        # make a copy first, we modify the original variable
        self.dinputs = dvalues.copy()
        # Zero gradient where input values were negative
        self.dinputs[self.inputs <= 0] = 0


class Activation_Softmax_Loss_CategoricalCrossentropy:
    def forward(self, inputs, y_true):
        exp_values = np.exp(inputs - np.max(inputs, axis=1, keepdims=True))
        self.output = exp_values / np.sum(exp_values, axis=1, keepdims=True)
        correct_confidences = np.sum(self.output * y_true, axis=1)
        loss = np.mean(-np.log(correct_confidences))
        return loss

    def backward(self, dvalues, y_true):
        samples = len(dvalues)
        # one-hot -> discrete values
        class_targets = np.argmax(y_true, axis=1)
        self.dinputs = dvalues.copy()
        self.dinputs[range(samples), class_targets] -= 1
        # Normalize gradient
        self.dinputs = self.dinputs / samples


X = np.array([[0.2, -0.4], [1.1, 0.6], [-0.9, 0.3], [0.5, 1.2]])
y = np.eye(3)[[0, 2, 1, 2]]

dense1 = Layer_Dense(2, 4)
activation1 = Activation_ReLU()
dense2 = Layer_Dense(4, 3)
loss_activation = Activation_Softmax_Loss_CategoricalCrossentropy()

dense1.forward(X)
activation1.forward(dense1.output)
dense2.forward(activation1.output)
loss = loss_activation.forward(dense2.output, y)
print("loss:", loss)

loss_activation.backward(loss_activation.output, y)
dense2.backward(loss_activation.dinputs)
activation1.backward(dense2.dinputs)
dense1.backward(activation1.dinputs)

print(dense1.dweights, dense1.dbiases, dense2.dweights, dense2.dbiases, sep="\n")
