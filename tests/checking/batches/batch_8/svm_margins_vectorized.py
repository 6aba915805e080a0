import numpy as np

rng = np.random.RandomState(11)
X = rng.randn(6, 3)
y = np.array([0, 2, 1, 1, 0, 2])
W = rng.randn(3, 3) * 0.3
reg = 0.05
num_train = X.shape[0]

for it in range(4):
    scores = X.dot(W)
    correct_class_score = scores[np.arange(num_train), y].reshape(-1, 1)
    margin = np.maximum(0, scores - correct_class_score + 1)
    margin[np.arange(num_train), y] = 0
    loss = margin.sum() / num_train + reg * np.sum(W * W)

    mask = (margin > 0).astype(float)
    mask[np.arange(num_train), y] = -mask.sum(axis=1)
    dscores = mask / num_train
    dW = X.T.dot(dscores)
    dW += 2 * reg * W
    W -= 0.1 * dW
    print(it, loss)
