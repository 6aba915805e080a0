import numpy as np

rng = np.random.RandomState(77)
X = rng.randn(6, 3)
y_age, y_sex = rng.randn(6, 1), (rng.rand(6, 1) > 0.5).astype(float)
trunk = rng.randn(3, 4) * 0.4
head_age = rng.randn(4, 1) * 0.4
head_sex = rng.randn(4, 1) * 0.4
mix = 0.3

shared = np.tanh(X @ trunk)
pred_age = shared @ head_age
pred_sex = 1 / (1 + np.exp(-(shared @ head_sex)))
loss_age = np.mean((pred_age - y_age) ** 2)
loss_sex = -np.mean(y_sex * np.log(pred_sex) + (1 - y_sex) * np.log(1 - pred_sex))
total_loss = loss_age + mix * loss_sex

d_pred_age = 2 * (pred_age - y_age) / 6
d_logit_sex = mix * (pred_sex - y_sex) / 6
d_head_age = shared.T @ d_pred_age
d_head_sex = shared.T @ d_logit_sex
d_shared = d_pred_age @ head_age.T + d_logit_sex @ head_sex.T
d_trunk = X.T @ (d_shared * (1 - shared**2))
for param, grad in ((trunk, d_trunk), (head_age, d_head_age), (head_sex, d_head_sex)):
    param -= 0.1 * grad
print(total_loss)
