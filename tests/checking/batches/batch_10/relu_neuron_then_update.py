# Single neuron: forward, backward, and one step of "optimization"
inputs = [2.0, -1.0, 4.0]
weights = [-1.0, 3.0, 2.5]
bias = -0.5

# --- forward ---
iw0 = inputs[0] * weights[0]
iw1 = inputs[1] * weights[1]
iw2 = inputs[2] * weights[2]
z = iw0 + iw1 + iw2 + bias
relu = max(0, z)
print("before:", relu)

# --- backward ---
dvalue = 1.0
drelu_dz = dvalue * (1.0 if z > 0 else 0.0)

# gradients with everything in one line
drelu_dx0 = drelu_dz * weights[0]
drelu_dw0 = drelu_dz * inputs[0]
drelu_dx1 = drelu_dz * weights[1]
drelu_dw1 = drelu_dz * inputs[1]
drelu_dx2 = drelu_dz * weights[2]
drelu_dw2 = drelu_dz * inputs[2]
drelu_db = drelu_dz * 1

dinputs = [drelu_dx0, drelu_dx1, drelu_dx2]
dweights = [drelu_dw0, drelu_dw1, drelu_dw2]
dbias = drelu_db

# small step against the gradient
step = 0.01
weights[0] += -step * dweights[0]
weights[1] += -step * dweights[1]
weights[2] += -step * dweights[2]
bias += -step * dbias
print(weights, bias)

# --- forward again: the output should be a bit lower ---
iw0 = inputs[0] * weights[0]
iw1 = inputs[1] * weights[1]
iw2 = inputs[2] * weights[2]
z = iw0 + iw1 + iw2 + bias
relu = max(0, z)
print("after:", relu)
