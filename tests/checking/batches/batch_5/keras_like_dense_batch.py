import numpy as np

rs = np.random.RandomState(8)
batch = rs.randint(-2, 3, size=(4, 3)).astype(float)
kernel = rs.randint(-2, 3, size=(3, 2)) * 0.5
bias = np.array([[1.0, -0.5]])

# Dense -> ReLU, as Keras would
pre_activation = np.dot(batch, kernel) + bias
layer_output = np.maximum(pre_activation, 0)

# what the next layer hands back
grad_layer_output = rs.uniform(-1, 1, size=(4, 2))

grad_pre_activation = grad_layer_output.copy()
grad_pre_activation[pre_activation <= 0] = 0
grad_kernel = np.dot(batch.T, grad_pre_activation)
grad_bias = np.sum(grad_pre_activation, axis=0, keepdims=True)
grad_batch = np.dot(grad_pre_activation, kernel.T)

assert grad_kernel.shape == kernel.shape
assert grad_bias.shape == bias.shape
assert grad_batch.shape == batch.shape

print("kernel gradient")
print(grad_kernel)
print("bias gradient")
print(grad_bias)
print("batch gradient")
print(grad_batch)
