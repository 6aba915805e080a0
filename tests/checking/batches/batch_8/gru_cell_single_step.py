import numpy as np

rng = np.random.RandomState(44)
H, D = 3, 2
x, h_prev = rng.randn(D), rng.randn(H)
W_z, W_r, W_h = (rng.randn(H, D) for _ in range(3))
U_z, U_r, U_h = (rng.randn(H, H) for _ in range(3))
sigmoid = lambda a: 1 / (1 + np.exp(-a))
y = np.array([0.1, -0.4, 0.9])

a_z = W_z @ x + U_z @ h_prev
z = sigmoid(a_z)
a_r = W_r @ x + U_r @ h_prev
r = sigmoid(a_r)
rh = r * h_prev
a_h = W_h @ x + U_h @ rh
h_tilde = np.tanh(a_h)
h = (1 - z) * h_prev + z * h_tilde
L = 0.5 * np.sum((h - y) ** 2)

dL_dh = h - y
dL_dz = dL_dh * (h_tilde - h_prev)
dL_dh_tilde = dL_dh * z
dL_da_h = dL_dh_tilde * (1 - h_tilde**2)
dL_drh = U_h.T @ dL_da_h
dL_dr = dL_drh * h_prev
dL_da_r = dL_dr * r * (1 - r)
dL_da_z = dL_dz * z * (1 - z)
dL_dW_h = np.outer(dL_da_h, x)
dL_dU_h = np.outer(dL_da_h, rh)
dL_dW_r = np.outer(dL_da_r, x)
dL_dU_z = np.outer(dL_da_z, h_prev)
dL_dx = W_h.T @ dL_da_h + W_r.T @ dL_da_r + W_z.T @ dL_da_z
dL_dh_prev = dL_dh * (1 - z) + dL_drh * r + U_r.T @ dL_da_r + U_z.T @ dL_da_z
print(L, dL_dx, dL_dh_prev)
