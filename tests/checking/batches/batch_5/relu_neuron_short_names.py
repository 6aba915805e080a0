import numpy as np

# exercise 3: ReLU neuron, upstream gradient comes from layer above
inp = [2.0, -1.5, 0.5]
wts = [0.4, -0.6, 1.0]
off = 0.3
upstream = 1.5

prod0 = inp[0] * wts[0]
prod1 = inp[1] * wts[1]
prod2 = inp[2] * wts[2]
total = prod0 + prod1 + prod2 + off
res = max(0.0, total)
print("neuron:", res)

g_total = upstream * (1.0 if total > 0 else 0.0)
g_prod0 = g_total
g_prod1 = g_total
g_prod2 = g_total
g_off = g_total
g_wts = [g_prod0 * inp[0], g_prod1 * inp[1], g_prod2 * inp[2]]
g_inp = [g_prod0 * wts[0], g_prod1 * wts[1], g_prod2 * wts[2]]

print("weights:", np.round(g_wts, 3))
print("inputs:", np.round(g_inp, 3))
print("offset:", g_off)

lr = 0.01
for i in range(3):
    wts[i] -= lr * g_wts[i]
off -= lr * g_off
print("after:", max(0.0, sum(a * b for a, b in zip(inp, wts)) + off))
