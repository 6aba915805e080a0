import numpy as np

rng = np.random.default_rng(17)

# a small friendship graph, self loops added, symmetric normalisation
edges = [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4), (1, 3)]
n_nodes = 5
adj = np.eye(n_nodes)
for u, v in edges:
    adj[u, v] = adj[v, u] = 1.0
deg = adj.sum(axis=1)
A_hat = adj / np.sqrt(np.outer(deg, deg))

H0 = rng.normal(size=(n_nodes, 3))
labels = np.array([0, 1, 1, 0, 1])
train_mask = np.array([True, True, False, True, False])


class GCN:
    def __init__(self, n_in, n_hid, n_cls):
        self.theta1 = rng.normal(scale=0.6, size=(n_in, n_hid))
        self.theta2 = rng.normal(scale=0.6, size=(n_hid, n_cls))

    def forward(self, H0):
        self.M1 = A_hat @ H0
        self.Z1 = self.M1 @ self.theta1
        self.H1 = np.maximum(self.Z1, 0.0)
        self.M2 = A_hat @ self.H1
        self.Z2 = self.M2 @ self.theta2
        ez = np.exp(self.Z2 - self.Z2.max(axis=1, keepdims=True))
        self.P = ez / ez.sum(axis=1, keepdims=True)
        return self.P

    def loss(self):
        picked = self.P[np.arange(n_nodes), labels][train_mask]
        self.nll = -np.log(picked).mean()
        return self.nll

    def backward(self):
        onehot = np.eye(2)[labels]
        d_Z2 = (self.P - onehot) * train_mask[:, None] / train_mask.sum()
        self.d_theta2 = self.M2.T @ d_Z2
        d_M2 = d_Z2 @ self.theta2.T
        d_H1 = A_hat.T @ d_M2
        d_Z1 = d_H1 * (self.Z1 > 0)
        self.d_theta1 = self.M1.T @ d_Z1


model = GCN(3, 4, 2)
for epoch in range(3):
    model.forward(H0)
    loss = model.loss()
    model.backward()
    model.theta1 -= 0.5 * model.d_theta1
    model.theta2 -= 0.5 * model.d_theta2
    print(epoch, float(loss))
