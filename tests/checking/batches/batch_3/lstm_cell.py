import numpy as np


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


np.random.seed(13)
n_h, n_x = 3, 3
Wf, Wi, Wo, Wc = [np.random.randn(n_h, n_h + n_x) * 0.4 for _ in range(4)]
bf, bi, bo, bc = [np.zeros((n_h, 1)) for _ in range(4)]
x = np.random.randn(n_x, 1)
h_prev = np.random.randn(n_h, 1)
c_prev = np.random.randn(n_h, 1)

z = np.vstack((h_prev, x))
af = Wf @ z + bf
f = sigmoid(af)
ai = Wi @ z + bi
i = sigmoid(ai)
ao = Wo @ z + bo
o = sigmoid(ao)
ac = Wc @ z + bc
c_bar = np.tanh(ac)
c = f * c_prev + i * c_bar
tc = np.tanh(c)
h = o * tc
loss = np.sum(h**2) + np.sum(c)

dh = 2 * h
do = dh * tc
dtc = dh * o
dc = dtc * (1 - tc**2) + 1.0
df = dc * c_prev
di = dc * c_bar
dc_bar = dc * i
dc_prev = dc * f

daf = df * f * (1 - f)
dai = di * i * (1 - i)
dao = do * o * (1 - o)
dac = dc_bar * (1 - c_bar**2)

dWf, dbf = daf @ z.T, daf
dWi, dbi = dai @ z.T, dai
dWo, dbo = dao @ z.T, dao
dWc, dbc = dac @ z.T, dac
dz = Wf.T @ daf + Wi.T @ dai + Wo.T @ dao + Wc.T @ dac
dh_prev = dz[:n_h]
dx = dz[n_h:]
print(dh_prev.T, dx.T, dc_prev.T)
