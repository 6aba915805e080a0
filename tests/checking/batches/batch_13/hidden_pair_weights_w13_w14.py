# 2 inputs, 2 hidden tanh neurons, 1 linear output, everything spelled out
import math

i1, i2 = 0.4, 0.7
t = 0.9

w13, w14 = 0.2, -0.3
w23, w24 = 0.5, 0.4
w35, w45 = -0.6, 0.7
b3, b4, b5 = 0.05, -0.1, 0.2

# forward
net3 = w13 * i1 + w23 * i2 + b3
net4 = w14 * i1 + w24 * i2 + b4
out3 = math.tanh(net3)
out4 = math.tanh(net4)
out5 = w35 * out3 + w45 * out4 + b5
E = 0.5 * (t - out5) ** 2
print("E =", E)

# output neuron
delta5 = -(t - out5)
dE_dw35 = delta5 * out3
dE_dw45 = delta5 * out4
dE_db5 = delta5

# hidden neurons
delta3 = delta5 * w35 * (1 - out3**2)
delta4 = delta5 * w45 * (1 - out4**2)

dE_dw13 = delta3 * i1
dE_dw23 = delta3 * i2
dE_dw14 = delta4 * i1
dE_dw24 = delta4 * i2
dE_db3 = delta3
dE_db4 = delta4

eta = 0.5
w35 -= eta * dE_dw35
w45 -= eta * dE_dw45
w13 -= eta * dE_dw13
w14 -= eta * dE_dw14
w23 -= eta * dE_dw23
w24 -= eta * dE_dw24
b3 -= eta * dE_db3
b4 -= eta * dE_db4
b5 -= eta * dE_db5

out3 = math.tanh(w13 * i1 + w23 * i2 + b3)
out4 = math.tanh(w14 * i1 + w24 * i2 + b4)
out5 = w35 * out3 + w45 * out4 + b5
print("E after update =", 0.5 * (t - out5) ** 2)
