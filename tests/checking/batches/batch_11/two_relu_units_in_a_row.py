# Two neurons in a row: x -> [relu] -> h -> [linear] -> out
x = [1.0, -2.0, 0.5]
w = [0.6, -0.4, 1.1]
b = 0.2
v = -1.7     # weight of the second neuron
c = 0.3      # its bias

# forward
xw0 = x[0] * w[0]
xw1 = x[1] * w[1]
xw2 = x[2] * w[2]
s = xw0 + xw1 + xw2 + b
h = max(s, 0)
vh = v * h
out = vh + c
print("out:", out)

# backward (we want to lower `out`, so the upstream gradient is 1)
dout = 1.0
dout_dvh = dout * 1
dout_dc = dout * 1
dout_dv = dout_dvh * h
dout_dh = dout_dvh * v
drelu_ds = 1.0 if s > 0 else 0.0
dout_ds = dout_dh * drelu_ds
dout_db = dout_ds * 1
dout_dxw0 = dout_ds * 1
dout_dxw1 = dout_ds * 1
dout_dxw2 = dout_ds * 1
dout_dw0 = dout_dxw0 * x[0]
dout_dw1 = dout_dxw1 * x[1]
dout_dw2 = dout_dxw2 * x[2]
dout_dx0 = dout_dxw0 * w[0]
dout_dx1 = dout_dxw1 * w[1]
dout_dx2 = dout_dxw2 * w[2]

dw = [dout_dw0, dout_dw1, dout_dw2]
dx = [dout_dx0, dout_dx1, dout_dx2]
print("dw:", dw, "db:", dout_db)
print("dv:", dout_dv, "dc:", dout_dc)

# one small step downhill, then look again
for i in range(3):
    w[i] += -0.05 * dw[i]
b += -0.05 * dout_db
v += -0.05 * dout_dv
c += -0.05 * dout_dc
h = max(x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b, 0)
print("out after the step:", v * h + c)
