# Bradley-Terry ratings of our chess club, maximum likelihood by gradient descent
import math

games = [("ana", "bo"), ("bo", "cy"), ("ana", "cy"), ("cy", "ana"), ("ana", "bo")]  # (winner, loser)
rating = {"ana": 0.3, "bo": 0.0, "cy": -0.2}
prior = 0.1

for sweep in range(3):
    grad = {name: 0.0 for name in rating}
    loss = 0.0
    for winner, loser in games:
        diff = rating[winner] - rating[loser]
        p_win = 1 / (1 + math.exp(-diff))
        loss += -math.log(p_win)
        # d(-log p)/d diff = p - 1
        dloss_ddiff = p_win - 1
        grad[winner] += dloss_ddiff
        grad[loser] -= dloss_ddiff
    for name in rating:
        loss += prior / 2 * rating[name] ** 2
        grad[name] += prior * rating[name]
    g_ana, g_bo, g_cy = grad["ana"], grad["bo"], grad["cy"]
    print(f"sweep {sweep}: {loss:.4f}", {k: round(v, 3) for k, v in grad.items()})
    for name in rating:
        rating[name] -= 0.2 * grad[name]
