# Fit of a damped oscillation to the measured angle of a pendulum
# theta(t) = A * exp(-gamma*t) * cos(omega*t)
import numpy as np

t = np.linspace(0, 6, 13)                      # s
rng = np.random.default_rng(42)
theta = 0.30*np.exp(-0.15*t)*np.cos(2.2*t) + rng.normal(0, 0.005, t.size)  # rad
sigma = 0.005
N = t.size

# start values, estimated from the plot
A, gamma, omega = 0.25, 0.10, 2.1
lr = 2e-6

for it in range(30):
    decay = np.exp(-gamma*t)
    wave = np.cos(omega*t)
    model = A*decay*wave
    res = (model - theta)/sigma
    chi2 = np.sum(res**2)/N

    # gradient of chi2
    dres = 2*res/N
    dmodel = dres/sigma
    dA = np.sum(dmodel*decay*wave)
    ddecay = dmodel*A*wave
    dwave = dmodel*A*decay
    dgamma = np.sum(ddecay*(-t)*decay)
    domega = np.sum(dwave*(-np.sin(omega*t))*t)

    A -= lr*dA
    gamma -= lr*dgamma
    omega -= lr*domega
    if it % 10 == 0:
        print(f"{it:3d}  chi2/N = {chi2:9.3f}   A = {A:.4f}  gamma = {gamma:.4f}  omega = {omega:.4f}")

print("A     =", A, "rad")
print("gamma =", gamma, "1/s")
print("omega =", omega, "1/s")
