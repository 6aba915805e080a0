"""2-2-2 network trained on a single pattern; deltas as in my lecture notes."""
import math


def squash(v):
    return 1.0 / (1.0 + math.exp(-v))


i1, i2 = 0.1, 0.9
t1, t2 = 0.05, 0.95
w_ih = [[0.3, -0.4], [0.2, 0.7]]
w_ho = [[0.5, 0.1], [-0.3, 0.8]]
b_h, b_o = 0.2, -0.1
learning_rate = 0.6

for epoch in range(5):
    net_h1 = w_ih[0][0] * i1 + w_ih[0][1] * i2 + b_h
    net_h2 = w_ih[1][0] * i1 + w_ih[1][1] * i2 + b_h
    h1, h2 = squash(net_h1), squash(net_h2)
    net_o1 = w_ho[0][0] * h1 + w_ho[0][1] * h2 + b_o
    net_o2 = w_ho[1][0] * h1 + w_ho[1][1] * h2 + b_o
    o1, o2 = squash(net_o1), squash(net_o2)
    E_total = 0.5 * (t1 - o1) ** 2 + 0.5 * (t2 - o2) ** 2

    delta_output1 = (o1 - t1) * o1 * (1 - o1)
    delta_output2 = (o2 - t2) * o2 * (1 - o2)
    delta_hidden1 = (delta_output1 * w_ho[0][0] + delta_output2 * w_ho[1][0]) * h1 * (1 - h1)
    delta_hidden2 = (delta_output1 * w_ho[0][1] + delta_output2 * w_ho[1][1]) * h2 * (1 - h2)
    grad_ho = [[delta_output1 * h1, delta_output1 * h2], [delta_output2 * h1, delta_output2 * h2]]
    grad_ih = [[delta_hidden1 * i1, delta_hidden1 * i2], [delta_hidden2 * i1, delta_hidden2 * i2]]
    grad_b_o = delta_output1 + delta_output2
    grad_b_h = delta_hidden1 + delta_hidden2

    for r in range(2):
        for c in range(2):
            w_ho[r][c] -= learning_rate * grad_ho[r][c]
            w_ih[r][c] -= learning_rate * grad_ih[r][c]
    b_o -= learning_rate * grad_b_o
    b_h -= learning_rate * grad_b_h
    print(epoch, E_total)
