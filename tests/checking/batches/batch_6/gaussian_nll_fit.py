import math

data = [1.2, 0.7, 2.1, 1.5]
mu, log_sigma = 0.5, 0.1
rate = 0.1

for k in range(5):
    sigma = math.exp(log_sigma)
    nll = 0.0
    d_mu = 0.0
    d_log_sigma = 0.0
    for x in data:
        z = (x - mu) / sigma
        nll += 0.5 * z * z + log_sigma
        d_mu += -z / sigma
        d_log_sigma += 1 - z * z
    n = len(data)
    nll /= n
    d_mu /= n
    d_log_sigma /= n
    mu -= rate * d_mu
    log_sigma -= rate * d_log_sigma
    print(k, round(nll, 4), round(mu, 4))
