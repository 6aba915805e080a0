import math

# one training row of a logistic regression, binary cross entropy
hours, slept = 2.5, 6.0
w_hours, w_slept, intercept = 0.3, -0.1, 0.05
passed = 1

log_odds = w_hours * hours + w_slept * slept + intercept
p = 1 / (1 + math.exp(-log_odds))
bce = -(passed * math.log(p) + (1 - passed) * math.log(1 - p))

d_p = -(passed / p - (1 - passed) / (1 - p))
d_log_odds = d_p * p * (1 - p)
d_w_hours = d_log_odds * hours
d_w_slept = d_log_odds * slept
d_intercept = d_log_odds

w_hours -= 0.1 * d_w_hours
w_slept -= 0.1 * d_w_slept
intercept -= 0.1 * d_intercept

print(f"loss {bce:.4f}  ->  w = ({w_hours:.4f}, {w_slept:.4f}), b = {intercept:.4f}")
