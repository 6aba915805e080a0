# %% data
import numpy as np

np.random.seed(42)
X = np.random.rand(6, 2)
y = (X.sum(axis=1, keepdims=True) > 1).astype(float)

# %% parameters
W_in = np.random.randn(2, 3)
b_in = np.zeros(3)
W_out = np.random.randn(3, 1)
b_out = np.zeros(1)

# %% forward
hidden_in = X @ W_in + b_in
hidden_out = 1 / (1 + np.exp(-hidden_in))
final_in = hidden_out @ W_out + b_out
final_out = 1 / (1 + np.exp(-final_in))
error = final_out - y
cost = (error**2).mean()
print("cost:", cost)

# %% backward: output layer
d_error = 2 * error / len(X)
d_final_in = d_error * final_out * (1 - final_out)
d_W_out = hidden_out.T @ d_final_in
d_b_out = d_final_in.sum(axis=0)

# %% backward: hidden layer
d_hidden_out = d_final_in @ W_out.T
d_hidden_in = d_hidden_out * hidden_out * (1 - hidden_out)
d_W_in = X.T @ d_hidden_in
d_b_in = d_hidden_in.sum(axis=0)

# %% look
print(d_W_in)
print(d_W_out)
