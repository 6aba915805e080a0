import numpy as np

rng = np.random.RandomState(23)
xs = rng.randn(6, 2)
ts = rng.randn(6)
w_mu, w_s = rng.randn(2), 0.1 * rng.randn(2)
b_mu, b_s = 0.0, 0.0

for epoch in range(4):
    mu = xs @ w_mu + b_mu
    log_sigma = xs @ w_s + b_s
    scaled = (ts - mu) / np.exp(log_sigma)
    nll = np.mean(log_sigma + 0.5 * scaled**2)

    dnll_dmu = -scaled / np.exp(log_sigma) / 6
    dnll_dlog_sigma = (1 - scaled**2) / 6
    dnll_dw_mu = xs.T @ dnll_dmu
    dnll_dw_s = xs.T @ dnll_dlog_sigma
    dnll_db_mu = dnll_dmu.sum()
    dnll_db_s = dnll_dlog_sigma.sum()
    w_mu, b_mu = w_mu - 0.1 * dnll_dw_mu, b_mu - 0.1 * dnll_db_mu
    w_s, b_s = w_s - 0.1 * dnll_dw_s, b_s - 0.1 * dnll_db_s
    print(epoch, nll)
