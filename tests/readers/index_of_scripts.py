"""Scripts in the manner of chapters 9 to 17 of Neural Networks from Scratch."""

from __future__ import annotations

from tests.readers.reader_file import ReaderFile, Truth, layers

KIND = "script with layer classes"
CLIPS = 1e-7
UPDATE = "optimizer.pre_update_params()"
FORWARD = ("dense1.forward(X)", "loss = ")
TWO_LAYERS = layers("dense1", "dense2", x="X")
THREE_LAYERS = layers("dense1", "dense2", "dense3", x="X")
# The scripts don't go backward over the test data: the plain copy does, with the script's classes.
SOFTMAX_BACKWARD = """
loss_activation.backward(loss_activation.output, y_test)
dense2.backward(loss_activation.dinputs)
activation1.backward(dense2.dinputs)
for layer in (dense1, dense2):
    layer.weight_regularizer_l2 = layer.bias_regularizer_l2 = 0
dense1.backward(activation1.dinputs)
"""
SIGMOID_BACKWARD = """
loss_function.backward(activation2.output, y_test)
activation2.backward(loss_function.dinputs)
dense2.backward(activation2.dinputs)
activation1.backward(dense2.dinputs)
for layer in (dense1, dense2):
    layer.weight_regularizer_l2 = layer.bias_regularizer_l2 = 0
dense1.backward(activation1.dinputs)
"""
OF_TEST_DATA = layers("dense1", "dense2", x="X_test")
TEST_FORWARD = ("dense1.forward(X_test)", "loss = ")


def script(
    gradients: dict[str, str], before: str = UPDATE, last: Truth | None = None
) -> ReaderFile:
    """Return the entry of a script whose output is `loss`."""
    return ReaderFile(KIND, "loss", Truth(gradients, FORWARD, "loss", before), last, clips=CLIPS)


SCRIPTS = {
    "nn_spiral_sgd.py": script(TWO_LAYERS, "optimizer.update_params(dense1)"),
    "nn_spiral_decay.py": script(TWO_LAYERS),
    "nn_spiral_momentum.py": script(TWO_LAYERS),
    "nn_spiral_adam.py": script(TWO_LAYERS),
    "nn_spiral_rmsprop_three_layers.py": script(THREE_LAYERS),
    "nn_l2_validation.py": script(
        TWO_LAYERS,
        last=Truth(OF_TEST_DATA, TEST_FORWARD, "loss", extra=SOFTMAX_BACKWARD),
    ),
    "nn_dropout.py": ReaderFile(
        KIND,
        "loss",
        Truth(
            TWO_LAYERS,
            FORWARD,
            "loss",
            UPDATE,
            backward=("loss_activation.backward(", "dense1.backward("),
        ),
        clips=CLIPS,
    ),
    "nn_binary_logistic.py": script(
        TWO_LAYERS,
        last=Truth(OF_TEST_DATA, TEST_FORWARD, "loss", extra=SIGMOID_BACKWARD),
    ),
    "nn_regression_sine.py": script(THREE_LAYERS),
    "nn_one_layer_by_hand.py": ReaderFile(
        KIND,
        "loss",
        Truth(
            {"inputs": "dinputs", "weights": "dweights", "biases": "dbiases"},
            ("layer_outputs = ", "loss = "),
            "loss",
            "weights += ",
        ),
    ),
}
