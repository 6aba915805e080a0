# one neuron with a leaky ReLU and a squared error
x = [1.2, -0.7, 2.0]
w = [-0.5, 0.9, 0.1]
b = -0.4
slope = 0.1
want = 0.5

s = b
for i in range(3):
    s += w[i] * x[i]
y = s if s > 0 else slope * s
loss = (y - want) ** 2

dy = 2 * (y - want)
ds = dy if s > 0 else slope * dy
dw = [ds * xi for xi in x]
dx = [ds * wi for wi in w]
db = ds
print("dw:", dw)
print("dx:", dx)
print("db:", db)
