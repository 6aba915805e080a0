import numpy as np

rng = np.random.RandomState(11)
X = rng.randn(8, 4)
y = rng.randint(0, 3, size=8)
W = 0.1 * rng.randn(4, 3)
reg = 0.05

num_train = X.shape[0]
scores = X.dot(W)
shifted = scores - np.max(scores, axis=1, keepdims=True)
probs = np.exp(shifted) / np.sum(np.exp(shifted), axis=1, keepdims=True)
data_loss = -np.sum(np.log(probs[np.arange(num_train), y])) / num_train
reg_loss = reg * np.sum(W * W)
loss = data_loss + reg_loss

dscores = probs.copy()
dscores[np.arange(num_train), y] -= 1
dscores /= num_train
dW = X.T.dot(dscores)
dW += 2 * reg * W
print("loss", loss)
print(dW)
