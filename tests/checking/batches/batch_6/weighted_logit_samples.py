import numpy as np

features = np.array([[1.0, 0.2], [0.5, -1.0], [-0.3, 0.8], [1.1, 1.4]])
labels = np.array([1.0, 0.0, 0.0, 1.0])
sample_weight = np.array([0.5, 2.0, 1.0, 0.7])
beta = np.array([0.3, -0.6])
offset = 0.1
l2 = 0.01

margin = features @ beta + offset
prob = 1 / (1 + np.exp(-margin))
nll = -(labels * np.log(prob) + (1 - labels) * np.log(1 - prob))
objective = np.sum(sample_weight * nll) + l2 * np.sum(beta**2)

dnll = sample_weight
dmargin = dnll * (prob - labels)
dbeta = features.T @ dmargin + 2 * l2 * beta
doffset = np.sum(dmargin)
beta_next = beta - 0.1 * dbeta
offset_next = offset - 0.1 * doffset
print(objective, beta_next, offset_next)
