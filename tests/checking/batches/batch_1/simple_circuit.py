# the simplest circuit: q = x + y, f = q * z
x = -2
y = 5
z = -4

# forward pass
q = x + y
f = q * z

# backward pass, in reverse order
dfdz = q
dfdq = z
dqdx = 1.0
dqdy = 1.0
dfdx = dqdx * dfdq
dfdy = dqdy * dfdq

print([dfdx, dfdy, dfdz])

# does the output grow when we follow the gradient?
step_size = 0.01
x = x + step_size * dfdx
y = y + step_size * dfdy
z = z + step_size * dfdz
print((x + y) * z, ">", f)
