import numpy as np

np.random.seed(1)
N, D, K = 5, 2, 3
X = np.random.randn(N * K, D)
y = np.repeat(np.arange(K), N)
W = 0.1 * np.random.randn(D, K)
b = np.zeros((1, K))
step_size, reg = 1.0, 1e-3

num_examples = X.shape[0]
for i in range(5):
    scores = np.dot(X, W) + b
    exp_scores = np.exp(scores)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)

    correct_logprobs = -np.log(probs[range(num_examples), y])
    data_loss = np.sum(correct_logprobs) / num_examples
    reg_loss = 0.5 * reg * np.sum(W * W)
    loss = data_loss + reg_loss
    print("iteration %d: loss %f" % (i, loss))

    dscores = probs.copy()
    dscores[range(num_examples), y] -= 1
    dscores /= num_examples

    dW = np.dot(X.T, dscores)
    db = np.sum(dscores, axis=0, keepdims=True)
    dW += reg * W

    W += -step_size * dW
    b += -step_size * db
