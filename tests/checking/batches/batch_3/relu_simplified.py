# after the long version: everything in one line each
x = [-1.0, 0.5, 2.0, -3.0]
w = [0.2, 1.0, 0.75, -0.5]
b = 0.1

xw = [xi * wi for xi, wi in zip(x, w)]
z = sum(xw) + b
y = max(0, z)

dvalue = 1.5  # from the next layer

dx0 = dvalue * (1.0 if z > 0 else 0.0) * w[0]
dx1 = dvalue * (1.0 if z > 0 else 0.0) * w[1]
dx2 = dvalue * (1.0 if z > 0 else 0.0) * w[2]
dx3 = dvalue * (1.0 if z > 0 else 0.0) * w[3]
dw0 = dvalue * (1.0 if z > 0 else 0.0) * x[0]
dw1 = dvalue * (1.0 if z > 0 else 0.0) * x[1]
dw2 = dvalue * (1.0 if z > 0 else 0.0) * x[2]
dw3 = dvalue * (1.0 if z > 0 else 0.0) * x[3]
db = dvalue * (1.0 if z > 0 else 0.0)

dx = [dx0, dx1, dx2, dx3]
dw = [dw0, dw1, dw2, dw3]
print(dx)
print(dw)
print(db)

w = [wi - 0.001 * dwi for wi, dwi in zip(w, dw)]
b -= 0.001 * db
y = max(0, sum(xi * wi for xi, wi in zip(x, w)) + b)
print(y)
