import numpy as np

np.random.seed(1)
inputs = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
targets = np.array([[-1.0], [1.0], [1.0], [-1.0]])
Wa = np.random.uniform(-1, 1, (2, 2))
ba = np.random.uniform(-1, 1, (1, 2))
Wb = np.random.uniform(-1, 1, (2, 1))
bb = np.random.uniform(-1, 1, (1, 1))
rate = 0.1

for epoch in range(8):
    # forward
    na = inputs.dot(Wa) + ba
    ha = np.tanh(na)
    nb = ha.dot(Wb) + bb
    hb = np.tanh(nb)
    mse = np.mean(np.square(targets - hb))
    # backward
    dmse_dhb = -2 * (targets - hb) / targets.size
    dmse_dnb = dmse_dhb * (1 - np.square(hb))
    dmse_dWb = ha.T.dot(dmse_dnb)
    dmse_dbb = dmse_dnb.sum(axis=0, keepdims=True)
    dmse_dha = dmse_dnb.dot(Wb.T)
    dmse_dna = dmse_dha * (1 - np.square(ha))
    dmse_dWa = inputs.T.dot(dmse_dna)
    dmse_dba = dmse_dna.sum(axis=0, keepdims=True)
    Wa -= rate * dmse_dWa
    ba -= rate * dmse_dba
    Wb -= rate * dmse_dWb
    bb -= rate * dmse_dbb
print("mse", mse)
