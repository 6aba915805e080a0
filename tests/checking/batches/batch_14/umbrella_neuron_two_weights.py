# My neuron decides if I take the umbrella.
# clouds and wind from 0 to 1, umbrella 1 = yes
from math import exp

days = [
    [0.9, 0.7, 1],
    [0.2, 0.4, 0],
    [0.8, 0.1, 1],
    [0.1, 0.9, 0],
]

w1 = 0.3
w2 = -0.1
b = 0.05
rate = 0.8

for round in range(25):
    total = 0
    for clouds, wind, umbrella in days:
        # forward
        z = w1*clouds + w2*wind + b
        guess = 1/(1 + exp(-z))
        error = (guess - umbrella)**2
        total = total + error

        # backward with the chain rule
        derror_dguess = 2*(guess - umbrella)
        dguess_dz = guess*(1 - guess)
        dz_dw1 = clouds
        dz_dw2 = wind

        derror_dz = derror_dguess*dguess_dz
        derror_dw1 = derror_dz*dz_dw1
        derror_dw2 = derror_dz*dz_dw2
        derror_db = derror_dz

        # learn
        w1 = w1 - rate*derror_dw1
        w2 = w2 - rate*derror_dw2
        b = b - rate*derror_db
    if round % 5 == 0:
        print("round", round, "error", total)

print("weights:", w1, w2, "bias:", b)
for clouds, wind, umbrella in days:
    print(clouds, wind, "->", 1/(1 + exp(-(w1*clouds + w2*wind + b))), "should be", umbrella)
