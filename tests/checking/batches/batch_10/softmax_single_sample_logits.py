import numpy as np

# 4 features, 3 classes: cat, dog, bird. True class: dog
x = np.array([0.9, -0.3, 1.7, 0.2])
W = np.array([
    [0.1, 0.5, -0.2],
    [-0.6, 0.3, 0.8],
    [0.4, -0.1, 0.05],
    [0.7, 0.2, -0.9],
])
b = np.array([0.05, -0.1, 0.2])
y = np.array([0, 1, 0])

# Forward
logits = x @ W + b
exps = np.exp(logits - logits.max())
probs = exps / exps.sum()
loss = -np.sum(y * np.log(probs))
print("probs", probs.round(3), "loss", loss.round(4))

# Backward
# the long way: cross entropy first, then the Jacobian of the softmax
dL_dprobs = -y / probs
dprobs_dlogits = np.diag(probs) - np.outer(probs, probs)
dL_dlogits = dprobs_dlogits @ dL_dprobs
# softmax + cross entropy simplify to (probs - y)
assert np.allclose(dL_dlogits, probs - y)
dL_dW = np.outer(x, dL_dlogits)
dL_db = dL_dlogits.copy()
dL_dx = W @ dL_dlogits

print("dL_dW\n", dL_dW)
print("dL_db", dL_db)
print("dL_dx", dL_dx)

# one step
lr = 0.1
W_new = W - lr * dL_dW
b_new = b - lr * dL_db
new_logits = x @ W_new + b_new
new_probs = np.exp(new_logits) / np.sum(np.exp(new_logits))
print("new loss", -np.log(new_probs[1]))
