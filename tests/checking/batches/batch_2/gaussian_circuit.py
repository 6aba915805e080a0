import numpy as np

x = 1.3
mu = 0.4
sigma = 0.9

diff = x - mu
ratio = diff / sigma
power = -0.5 * ratio**2
norm = 1 / (sigma * np.sqrt(2 * np.pi))
dens = norm * np.exp(power)
nll = -np.log(dens)

d_nll_d_dens = -1 / dens
d_nll_d_norm = d_nll_d_dens * np.exp(power)
d_nll_d_power = d_nll_d_dens * norm * np.exp(power)
d_nll_d_ratio = d_nll_d_power * -ratio
d_nll_d_diff = d_nll_d_ratio / sigma
d_nll_d_x = d_nll_d_diff
d_nll_d_mu = -d_nll_d_diff
d_norm_d_sigma = -1 / (sigma**2 * np.sqrt(2 * np.pi))
d_ratio_d_sigma = -diff / sigma**2
d_nll_d_sigma = d_nll_d_norm * d_norm_d_sigma + d_nll_d_ratio * d_ratio_d_sigma
print(d_nll_d_x, d_nll_d_mu, d_nll_d_sigma)
