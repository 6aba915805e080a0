# batch of two samples through two neurons, all plain lists
batch = [[1.0, 2.0, -1.0], [0.5, -1.5, 3.0]]
W = [[0.2, -0.3], [0.4, 0.1], [-0.5, 0.6]]
b = [0.1, -0.2]

outputs = []
for row in batch:
    outputs.append([sum(row[i] * W[i][j] for i in range(3)) + b[j] for j in range(2)])
loss = sum(o**2 for row in outputs for o in row)

dvalues = [[2 * o for o in row] for row in outputs]
dW = [[sum(batch[s][i] * dvalues[s][j] for s in range(2)) for j in range(2)] for i in range(3)]
db = [sum(dvalues[s][j] for s in range(2)) for j in range(2)]
dinputs = [[sum(dvalues[s][j] * W[i][j] for j in range(2)) for i in range(3)] for s in range(2)]

print("dW", dW)
print("db", db)
print("dinputs", dinputs)
