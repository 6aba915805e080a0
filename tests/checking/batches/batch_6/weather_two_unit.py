"""Rain tomorrow? Two inputs, one hidden unit pair, by hand."""
import math

humidity, pressure = 0.82, -0.35
rain = 1.0
a1, a2, a3, a4 = 0.5, -0.9, 1.1, 0.3
c1, c2 = 0.7, -1.2
k = 0.05

n1 = a1 * humidity + a2 * pressure
n2 = a3 * humidity + a4 * pressure
h1 = math.tanh(n1)
h2 = math.tanh(n2)
logit = c1 * h1 + c2 * h2 + k
chance = 1.0 / (1.0 + math.exp(-logit))
surprise = -(rain * math.log(chance) + (1 - rain) * math.log(1 - chance))

d_logit = chance - rain
d_c1 = d_logit * h1
d_c2 = d_logit * h2
d_k = d_logit
d_h1 = d_logit * c1
d_h2 = d_logit * c2
d_n1 = d_h1 * (1 - h1 * h1)
d_n2 = d_h2 * (1 - h2 * h2)
d_a1, d_a2 = d_n1 * humidity, d_n1 * pressure
d_a3, d_a4 = d_n2 * humidity, d_n2 * pressure
print(surprise, d_a1, d_a2, d_a3, d_a4)
