"""Fit spring constant and damping of a weight on a spring: backprop through the Euler steps."""
import numpy as np

dt, steps = 0.1, 6
measured = np.array([0.98, 0.95, 0.90, 0.83, 0.75, 0.66])
k_spring, damping = 1.5, 0.3

for fit in range(2):
    # roll out
    pos, vel = [1.0], [0.0]
    for s in range(steps):
        force = -k_spring * pos[s] - damping * vel[s]
        vel.append(vel[s] + dt * force)
        pos.append(pos[s] + dt * vel[s + 1])
    misfit = sum((pos[s + 1] - measured[s]) ** 2 for s in range(steps))

    # and back again
    bar_k, bar_c = 0.0, 0.0
    bar_pos, bar_vel = 0.0, 0.0
    for s in reversed(range(steps)):
        bar_pos = bar_pos + 2 * (pos[s + 1] - measured[s])
        bar_vel = bar_vel + dt * bar_pos
        bar_force = dt * bar_vel
        bar_k = bar_k - pos[s] * bar_force
        bar_c = bar_c - vel[s] * bar_force
        bar_pos = bar_pos - k_spring * bar_force
        bar_vel = bar_vel - damping * bar_force

    grad_k, grad_c = bar_k, bar_c
    print(fit, misfit, grad_k, grad_c)
    k_spring = k_spring - 0.5 * grad_k
    damping = damping - 0.5 * grad_c
