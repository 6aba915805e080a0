# forward
x0, x1, x2 = 3.0, -1.0, 0.5
w0, w1, w2 = -0.5, -2.0, 4.0
b = -1.0
xw0 = x0 * w0
xw1 = x1 * w1
xw2 = x2 * w2
z = xw0 + xw1 + xw2 + b
y = z if z > 0 else 0.0
print(y)

# backward
d_value = 1.0
d_relu_d_z = d_value * (1.0 if z > 0 else 0.0)
d_sum_d_xw0 = 1.0
d_sum_d_xw1 = 1.0
d_sum_d_xw2 = 1.0
d_sum_d_b = 1.0
d_relu_d_xw0 = d_relu_d_z * d_sum_d_xw0
d_relu_d_xw1 = d_relu_d_z * d_sum_d_xw1
d_relu_d_xw2 = d_relu_d_z * d_sum_d_xw2
d_relu_d_b = d_relu_d_z * d_sum_d_b
d_relu_d_x0, d_relu_d_w0 = d_relu_d_xw0 * w0, d_relu_d_xw0 * x0
d_relu_d_x1, d_relu_d_w1 = d_relu_d_xw1 * w1, d_relu_d_xw1 * x1
d_relu_d_x2, d_relu_d_w2 = d_relu_d_xw2 * w2, d_relu_d_xw2 * x2
print(d_relu_d_x0, d_relu_d_x1, d_relu_d_x2)
print(d_relu_d_w0, d_relu_d_w1, d_relu_d_w2, d_relu_d_b)
