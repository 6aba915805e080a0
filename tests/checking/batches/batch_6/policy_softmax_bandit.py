import numpy as np

prefs = np.array([0.2, -0.1, 0.5])
rewards = [1.0, 0.0, 2.0]
pulls = [0, 2, 1, 2]
baseline = 0.5

for arm in pulls:
    expd = np.exp(prefs - prefs.max())
    policy = expd / expd.sum()
    log_prob = np.log(policy[arm])
    advantage = rewards[arm] - baseline
    J = advantage * log_prob

    onehot = np.zeros(3)
    onehot[arm] = 1
    grad_log_prob = onehot - policy
    grad_prefs = advantage * grad_log_prob
    prefs = prefs + 0.1 * grad_prefs
print(prefs, J)
