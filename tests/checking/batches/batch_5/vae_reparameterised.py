import numpy as np

rng = np.random.default_rng(17)
data = rng.normal(size=(4, 3))
enc_mu = rng.normal(scale=0.4, size=(3, 2))
enc_logvar = rng.normal(scale=0.4, size=(3, 2))
dec = rng.normal(scale=0.4, size=(2, 3))
noise = rng.normal(size=(4, 2))

mu = data @ enc_mu
logvar = data @ enc_logvar
std = np.exp(0.5 * logvar)
latent = mu + std * noise
recon = latent @ dec
rec_loss = 0.5 * np.sum((recon - data) ** 2)
kl = -0.5 * np.sum(1 + logvar - mu**2 - np.exp(logvar))
elbo_loss = rec_loss + kl

d_recon = recon - data
d_dec = latent.T @ d_recon
d_latent = d_recon @ dec.T
d_std = d_latent * noise
d_mu = d_latent + mu
d_logvar = d_std * 0.5 * std - 0.5 * (1 - np.exp(logvar))
d_enc_mu = data.T @ d_mu
d_enc_logvar = data.T @ d_logvar

print("rec %.3f  kl %.3f" % (rec_loss, kl))
print(d_enc_mu)
print(d_enc_logvar)
print(d_dec)
