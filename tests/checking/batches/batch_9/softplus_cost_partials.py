"""Softplus unit, cost = (target - activation)^2 and all its partial derivatives."""
import numpy as np

weight_1, weight_2, offset = 0.35, -0.9, 0.1
input_1, input_2 = 1.8, 0.7
target = 2.0

product_1 = weight_1 * input_1
product_2 = weight_2 * input_2
total = product_1 + product_2 + offset
activation = np.log(1 + np.exp(total))
cost = (target - activation) ** 2

# d cost / d activation
partial_activation = -2 * (target - activation)
# softplus' is the logistic function
partial_total = partial_activation / (1 + np.exp(-total))
partial_offset = partial_total * 1.0
partial_weight_1 = partial_total * input_1
partial_weight_2 = partial_total * input_2
partial_input_1 = partial_total * weight_1
partial_input_2 = partial_total * weight_2

rate = 0.05
weight_1 = weight_1 - rate * partial_weight_1
weight_2 = weight_2 - rate * partial_weight_2
offset = offset - rate * partial_offset
print(weight_1, weight_2, offset)
