import numpy as np

# (user, movie, stars)
ratings = [(0, 0, 5.0), (0, 2, 1.0), (1, 0, 4.0), (1, 1, 2.0), (2, 1, 5.0), (2, 2, 4.5)]
rng = np.random.default_rng(123)
U = rng.normal(scale=0.3, size=(3, 2))
M = rng.normal(scale=0.3, size=(3, 2))
user_bias = np.zeros(3)
movie_bias = np.zeros(3)
mean = sum(stars for _, _, stars in ratings) / len(ratings)
reg = 0.05

objective = 0.5 * reg * (np.sum(U**2) + np.sum(M**2))
gU = reg * U
gM = reg * M
g_user_bias = np.zeros(3)
g_movie_bias = np.zeros(3)
for u, i, stars in ratings:
    estimate = mean + user_bias[u] + movie_bias[i] + U[u] @ M[i]
    miss = estimate - stars
    objective = objective + 0.5 * miss**2

    gU[u] += miss * M[i]
    gM[i] += miss * U[u]
    g_user_bias[u] += miss
    g_movie_bias[i] += miss

print("objective", objective)
print(gU)
print(gM)
print(g_user_bias, g_movie_bias)

step = 0.1
U = U - step * gU
M = M - step * gM
user_bias = user_bias - step * g_user_bias
movie_bias = movie_bias - step * g_movie_bias
