# One logistic neuron: is this mail spam?  No libraries but math.
import math

words = [3.0, 1.0, 0.0]      # "free", "money", "meeting"
label = 1
weights = [0.2, -0.1, 0.4]
bias = -0.3
lr = 0.25

for epoch in range(5):
    # forward
    z = weights[0] * words[0] + weights[1] * words[1] + weights[2] * words[2] + bias
    a = 1 / (1 + math.exp(-z))
    L = -(label * math.log(a) + (1 - label) * math.log(1 - a))

    # backward
    dL_da = -(label / a) + (1 - label) / (1 - a)
    da_dz = a * (1 - a)
    dL_dz = dL_da * da_dz          # = a - label
    dL_dw = [dL_dz * x for x in words]
    dL_db = dL_dz

    print(f"epoch {epoch}  p(spam)={a:.3f}  loss={L:.4f}  dw={[round(g, 4) for g in dL_dw]}")
    weights = [w - lr * g for w, g in zip(weights, dL_dw)]
    bias = bias - lr * dL_db

print("final weights", weights, "bias", bias)
