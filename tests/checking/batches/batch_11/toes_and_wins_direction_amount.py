# How many toes does the team have, and will it win?  Three inputs, one prediction.

def w_sum(a, b):
    assert len(a) == len(b)
    output = 0
    for i in range(len(a)):
        output += a[i] * b[i]
    return output


def ele_mul(scalar, vector):
    return [scalar * v for v in vector]


toes = [8.5, 9.5, 9.9, 9.0]
wlrec = [0.65, 0.8, 0.8, 0.9]
nfans = [1.2, 1.3, 0.5, 1.0]
win_or_lose = [1, 1, 0, 1]

weights = [0.1, 0.2, -0.1]
alpha = 0.005

for game in range(4):
    inputs = [toes[game], wlrec[game], nfans[game]]
    true = win_or_lose[game]

    pred = w_sum(inputs, weights)
    error = 0.5 * (pred - true) ** 2
    delta = pred - true
    weight_deltas = ele_mul(delta, inputs)

    print("Game:" + str(game + 1), "Pred:", pred, "Error:", error)
    print("Weight_Deltas:", weight_deltas)
    for i in range(len(weights)):
        weights[i] -= alpha * weight_deltas[i]

print("Weights:", weights)
