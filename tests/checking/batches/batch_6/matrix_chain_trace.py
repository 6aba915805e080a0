import numpy as np

A = np.array([[1.0, 0.5], [-0.3, 2.0]])
B = np.array([[0.2, -1.0, 0.4], [0.9, 0.1, -0.5]])
C = np.array([[0.7, 0.3], [-0.2, 0.6], [1.1, -0.4]])

AB = A @ B
ABC = AB @ C
trace = np.trace(ABC)
f = trace**2

df_dtrace = 2 * trace
df_dABC = df_dtrace * np.eye(2)
df_dAB = df_dABC @ C.T
df_dC = AB.T @ df_dABC
df_dA = df_dAB @ B.T
df_dB = A.T @ df_dAB
print(f)
print(df_dA, df_dB, df_dC, sep="\n")
