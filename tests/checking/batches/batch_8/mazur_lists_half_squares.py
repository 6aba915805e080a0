import math

i = [0.05, 0.10]
target = [0.01, 0.99]
w_ih = [[0.15, 0.20], [0.25, 0.30]]
w_ho = [[0.40, 0.45], [0.50, 0.55]]
b1, b2 = 0.35, 0.60
eta = 0.5


def squash(total_net_input):
    return 1 / (1 + math.exp(-total_net_input))


for round_ in range(2):
    net_h = [w_ih[k][0] * i[0] + w_ih[k][1] * i[1] + b1 for k in range(2)]
    out_h = [squash(n) for n in net_h]
    net_o = [w_ho[k][0] * out_h[0] + w_ho[k][1] * out_h[1] + b2 for k in range(2)]
    out_o = [squash(n) for n in net_o]
    E_total = sum(0.5 * (target[k] - out_o[k]) ** 2 for k in range(2))
    print(E_total)

    dE_dout_o = [-(target[k] - out_o[k]) for k in range(2)]
    dout_dnet_o = [out_o[k] * (1 - out_o[k]) for k in range(2)]
    dE_dnet_o = [dE_dout_o[k] * dout_dnet_o[k] for k in range(2)]
    dE_dw_ho = [[dE_dnet_o[k] * out_h[j] for j in range(2)] for k in range(2)]
    dE_dout_h = [dE_dnet_o[0] * w_ho[0][j] + dE_dnet_o[1] * w_ho[1][j] for j in range(2)]
    dE_dnet_h = [dE_dout_h[j] * out_h[j] * (1 - out_h[j]) for j in range(2)]
    dE_dw_ih = [[dE_dnet_h[j] * i[n] for n in range(2)] for j in range(2)]
    w_ho = [[w_ho[k][j] - eta * dE_dw_ho[k][j] for j in range(2)] for k in range(2)]
    w_ih = [[w_ih[j][n] - eta * dE_dw_ih[j][n] for n in range(2)] for j in range(2)]
