# %% [markdown]
# # Softmax regression on three clusters

# %%
import numpy as np

rng = np.random.default_rng(15)
centers = np.array([[0.0, 2.0], [2.0, -1.0], [-2.0, -1.0]])
labels = np.array([0, 1, 2, 0, 1, 2])
points = centers[labels] + 0.3 * rng.normal(size=(6, 2))
onehot = np.eye(3)[labels]

# %%
Theta = 0.1 * rng.normal(size=(2, 3))
c = np.zeros(3)

# %%
logits = points @ Theta + c
expo = np.exp(logits - logits.max(axis=1, keepdims=True))
P = expo / expo.sum(axis=1, keepdims=True)
J = -np.mean(np.sum(onehot * np.log(P), axis=1))
J

# %%
grad_logits = (P - onehot) / len(points)
grad_Theta = points.T @ grad_logits
grad_c = grad_logits.sum(axis=0)
grad_points = grad_logits @ Theta.T
grad_Theta

# %%
Theta = Theta - 1.0 * grad_Theta
c = c - 1.0 * grad_c
print("accuracy", (np.argmax(points @ Theta + c, axis=1) == labels).mean())
