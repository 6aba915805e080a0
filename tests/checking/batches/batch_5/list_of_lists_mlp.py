import math
import random

random.seed(7)

sizes = [2, 3, 2]
weights = [[[random.uniform(-1, 1) for _ in range(m)] for _ in range(n)] for m, n in zip(sizes, sizes[1:])]
biases = [[random.uniform(-0.5, 0.5) for _ in range(n)] for n in sizes[1:]]
sample, wanted = [0.9, -0.4], [1.0, 0.0]

# ---- forward
hidden_w, output_w = weights
hidden_b, output_b = biases
hidden = []
for row, bb in zip(hidden_w, hidden_b):
    hidden.append(math.tanh(sum(r * v for r, v in zip(row, sample)) + bb))
output = []
for row, bb in zip(output_w, output_b):
    output.append(math.tanh(sum(r * v for r, v in zip(row, hidden)) + bb))
loss = sum((o - t) ** 2 for o, t in zip(output, wanted))

# ---- backward
output_deltas = [2 * (o - t) * (1 - o * o) for o, t in zip(output, wanted)]
grad_output_w = [[d * h for h in hidden] for d in output_deltas]
grad_output_b = list(output_deltas)
hidden_errors = [sum(output_deltas[k] * output_w[k][j] for k in range(2)) for j in range(3)]
hidden_deltas = [e * (1 - h * h) for e, h in zip(hidden_errors, hidden)]
grad_hidden_w = [[d * v for v in sample] for d in hidden_deltas]
grad_sample = [sum(hidden_deltas[j] * hidden_w[j][i] for j in range(3)) for i in range(2)]

print("loss", loss)
for row in grad_output_w:
    print(["%.4f" % value for value in row])
for row in grad_hidden_w:
    print(["%.4f" % value for value in row])
print(grad_sample)
