import numpy


class neuralNetwork:
    def __init__(self, inputnodes, hiddennodes, outputnodes, learningrate):
        numpy.random.seed(8)
        self.wih = numpy.random.normal(0.0, pow(inputnodes, -0.5), (hiddennodes, inputnodes))
        self.who = numpy.random.normal(0.0, pow(hiddennodes, -0.5), (outputnodes, hiddennodes))
        self.lr = learningrate
        self.activation_function = lambda x: 1 / (1 + numpy.exp(-x))

    def train(self, inputs_list, targets_list):
        inputs = numpy.array(inputs_list, ndmin=2).T
        targets = numpy.array(targets_list, ndmin=2).T

        hidden_inputs = numpy.dot(self.wih, inputs)
        hidden_outputs = self.activation_function(hidden_inputs)
        final_inputs = numpy.dot(self.who, hidden_outputs)
        final_outputs = self.activation_function(final_inputs)
        E = 0.5 * numpy.sum((targets - final_outputs) ** 2)

        output_errors = targets - final_outputs
        output_delta = output_errors * final_outputs * (1.0 - final_outputs)
        # unlike the book I push the delta back, not the bare error
        hidden_errors = numpy.dot(self.who.T, output_delta)
        hidden_delta = hidden_errors * hidden_outputs * (1.0 - hidden_outputs)

        self.who += self.lr * numpy.dot(output_delta, hidden_outputs.T)
        self.wih += self.lr * numpy.dot(hidden_delta, inputs.T)
        return E

    def query(self, inputs_list):
        inputs = numpy.array(inputs_list, ndmin=2).T
        hidden_outputs = self.activation_function(numpy.dot(self.wih, inputs))
        return self.activation_function(numpy.dot(self.who, hidden_outputs))


n = neuralNetwork(3, 4, 2, 0.3)
records = [([0.9, 0.1, 0.8], [0.99, 0.01]), ([0.2, 0.7, 0.4], [0.01, 0.99])]
for e in range(2):
    for features, wanted in records:
        print(n.train(features, wanted))
print(n.query([0.9, 0.1, 0.8]))
