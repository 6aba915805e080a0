# single neuron, forward and backward, one step at a time
inputs = [2.0, -1.5, 0.5]
weights = [0.8, -0.4, 1.2]
bias = 0.7

p0 = inputs[0] * weights[0]
p1 = inputs[1] * weights[1]
p2 = inputs[2] * weights[2]
total = p0 + p1 + p2 + bias
out = max(total, 0)
print("forward:", out)

dvalue = 1.0

drelu_dtotal = dvalue * (1.0 if total > 0 else 0.0)

dsum_dp0 = 1
dsum_dp1 = 1
dsum_dp2 = 1
dsum_db = 1
drelu_dp0 = drelu_dtotal * dsum_dp0
drelu_dp1 = drelu_dtotal * dsum_dp1
drelu_dp2 = drelu_dtotal * dsum_dp2
drelu_db = drelu_dtotal * dsum_db

dmul_di0 = weights[0]
dmul_di1 = weights[1]
dmul_di2 = weights[2]
dmul_dw0 = inputs[0]
dmul_dw1 = inputs[1]
dmul_dw2 = inputs[2]

drelu_di0 = drelu_dp0 * dmul_di0
drelu_dw0 = drelu_dp0 * dmul_dw0
drelu_di1 = drelu_dp1 * dmul_di1
drelu_dw1 = drelu_dp1 * dmul_dw1
drelu_di2 = drelu_dp2 * dmul_di2
drelu_dw2 = drelu_dp2 * dmul_dw2
print(drelu_di0, drelu_di1, drelu_di2)

dweights = [drelu_dw0, drelu_dw1, drelu_dw2]
dbias = drelu_db
for i in range(3):
    weights[i] += -0.01 * dweights[i]
bias += -0.01 * dbias
print(weights, bias)
