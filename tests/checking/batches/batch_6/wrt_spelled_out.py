# partial derivatives, spelled out with wrt
from math import exp, log

x = -0.6
weight = 1.4
bias = 0.2
label = 0

z = weight * x + bias
s = 1 / (1 + exp(-z))
loss = -log(1 - s) if label == 0 else -log(s)

grad_loss_wrt_s = 1 / (1 - s)
grad_s_wrt_z = s * (1 - s)
grad_loss_wrt_z = grad_loss_wrt_s * grad_s_wrt_z
grad_z_wrt_weight = x
grad_z_wrt_x = weight
grad_loss_wrt_weight = grad_loss_wrt_z * grad_z_wrt_weight
grad_loss_wrt_bias = grad_loss_wrt_z * 1
grad_loss_wrt_x = grad_loss_wrt_z * grad_z_wrt_x
print(grad_loss_wrt_weight, grad_loss_wrt_bias, grad_loss_wrt_x)
