import numpy as np

rng = np.random.RandomState(2)
q, K, V = rng.randn(3), rng.randn(4, 3), rng.randn(4, 2)
goal = np.array([0.5, -0.5])

logits = K @ q / np.sqrt(3)
w = np.exp(logits - logits.max())
w = w / w.sum()
read = w @ V
loss = np.sum((read - goal) ** 2)

read_grad = 2 * (read - goal)
w_grad = V @ read_grad
V_grad = np.outer(w, read_grad)
logits_grad = w * (w_grad - np.dot(w, w_grad))
q_grad = K.T @ logits_grad / np.sqrt(3)
K_grad = np.outer(logits_grad, q) / np.sqrt(3)

q, K, V = q - 0.1 * q_grad, K - 0.1 * K_grad, V - 0.1 * V_grad
print(loss, q)
