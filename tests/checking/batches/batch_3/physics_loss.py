# a spring that should swing to a target: the gradient through time steps
k, m, dt = 2.0, 1.0, 0.1
x0, v0 = 1.0, 0.0
target = 0.3
steps = 5

xs, vs = [x0], [v0]
for i in range(steps):
    acc = -k / m * xs[i]
    vs.append(vs[i] + dt * acc)
    xs.append(xs[i] + dt * vs[i + 1])
loss = (xs[-1] - target) ** 2

dx = 2 * (xs[-1] - target)
dv = 0.0
dk = 0.0
for i in reversed(range(steps)):
    dv = dv + dt * dx
    dacc = dt * dv
    dk += dacc * (-xs[i] / m)
    dx = dx + dacc * (-k / m)
grad_x0, grad_v0, grad_k = dx, dv, dk
print(grad_x0, grad_v0, grad_k)
