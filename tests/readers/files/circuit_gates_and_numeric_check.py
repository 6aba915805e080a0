# the circuit f = (x + y) * max(z, w), first by a small step, then by backprop

def forward_add_gate(a, b):
    return a + b

def forward_max_gate(a, b):
    return max(a, b)

def forward_multiply_gate(a, b):
    return a * b

def forward_circuit(x, y, z, w):
    q = forward_add_gate(x, y)
    m = forward_max_gate(z, w)
    f = forward_multiply_gate(q, m)
    return f, q, m

x, y, z, w = -2.0, 5.0, -4.0, 1.5
f, q, m = forward_circuit(x, y, z, w)
print("output", f)

# numerical gradient check
h = 0.0001
x_numeric = (forward_circuit(x + h, y, z, w)[0] - f) / h
y_numeric = (forward_circuit(x, y + h, z, w)[0] - f) / h
z_numeric = (forward_circuit(x, y, z + h, w)[0] - f) / h
w_numeric = (forward_circuit(x, y, z, w + h)[0] - f) / h

# analytic
df_dq = m
df_dm = q
df_dx = 1.0 * df_dq
df_dy = 1.0 * df_dq
df_dz = (1.0 if z > w else 0.0) * df_dm
df_dw = (1.0 if w > z else 0.0) * df_dm

for name, numeric, analytic in (("x", x_numeric, df_dx), ("y", y_numeric, df_dy),
                                ("z", z_numeric, df_dz), ("w", w_numeric, df_dw)):
    print(name, round(numeric, 4), round(analytic, 4))
