import numpy as np

rng = np.random.RandomState(77)
theta = np.array([[0.2, -0.1, 0.0], [0.5, 0.3, -0.2]])
states = np.array([[1.0, 0.5], [0.3, -1.0], [-0.7, 0.4], [0.9, 0.9]])
actions = np.array([0, 2, 1, 1])
rewards = np.array([1.0, -0.5, 2.0, 0.3])
baseline = rewards.mean()

for update in range(3):
    prefs = states @ theta
    pi = np.exp(prefs) / np.exp(prefs).sum(axis=1, keepdims=True)
    chosen = pi[np.arange(4), actions]
    advantage = rewards - baseline
    objective = np.mean(advantage * np.log(chosen))

    grad_prefs = -pi * advantage[:, None]
    grad_prefs[np.arange(4), actions] += advantage
    grad_prefs /= 4
    grad_theta = states.T @ grad_prefs
    theta = theta + 0.5 * grad_theta
    print(update, objective)
