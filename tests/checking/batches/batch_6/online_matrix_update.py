import numpy as np

rng = np.random.RandomState(6)
W_hidden = rng.uniform(-0.5, 0.5, (3, 2))
W_final = rng.uniform(-0.5, 0.5, (1, 3))
examples = [(np.array([0.0, 1.0]), 1.0), (np.array([1.0, 1.0]), 0.0)]


def logistic(v):
    return 1 / (1 + np.exp(-v))


for epoch in range(3):
    for inp, expected in examples:
        hidden_net = W_hidden @ inp
        hidden_act = logistic(hidden_net)
        final_net = W_final @ hidden_act
        final_act = logistic(final_net)
        sample_error = 0.5 * np.sum((final_act - expected) ** 2)

        final_net_grad = (final_act - expected) * final_act * (1 - final_act)
        W_final_grad = np.outer(final_net_grad, hidden_act)
        hidden_act_grad = W_final.T @ final_net_grad
        hidden_net_grad = hidden_act_grad * hidden_act * (1 - hidden_act)
        W_hidden_grad = np.outer(hidden_net_grad, inp)
        W_final = W_final - 0.7 * W_final_grad
        W_hidden = W_hidden - 0.7 * W_hidden_grad
print(sample_error)
