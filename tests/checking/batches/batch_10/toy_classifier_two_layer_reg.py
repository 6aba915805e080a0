import numpy as np

np.random.seed(0)
N, D, H, K = 6, 2, 5, 3   # examples, dims, hidden units, classes
X = np.random.randn(N, D)
y = np.array([0, 0, 1, 1, 2, 2])

# initialize parameters randomly
W = 0.3 * np.random.randn(D, H)
b = np.zeros((1, H))
W2 = 0.3 * np.random.randn(H, K)
b2 = np.zeros((1, K))

step_size = 1e-0
reg = 1e-3  # regularization strength

for i in range(3):

    # evaluate class scores, [N x K]
    hidden_layer = np.maximum(0, np.dot(X, W) + b)  # note, ReLU activation
    scores = np.dot(hidden_layer, W2) + b2

    # compute the class probabilities
    exp_scores = np.exp(scores)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)

    # loss: average cross-entropy and regularization
    correct_logprobs = -np.log(probs[range(N), y])
    data_loss = np.sum(correct_logprobs) / N
    reg_loss = 0.5 * reg * np.sum(W * W) + 0.5 * reg * np.sum(W2 * W2)
    loss = data_loss + reg_loss
    print("iteration %d: loss %f" % (i, loss))

    # compute the gradient on scores
    dscores = probs.copy()
    dscores[range(N), y] -= 1
    dscores /= N

    # backpropagate the gradient to the parameters
    # first backprop into parameters W2 and b2
    dW2 = np.dot(hidden_layer.T, dscores)
    db2 = np.sum(dscores, axis=0, keepdims=True)
    # next backprop into hidden layer
    dhidden = np.dot(dscores, W2.T)
    # backprop the ReLU non-linearity
    dhidden[hidden_layer <= 0] = 0
    # finally into W,b
    dW = np.dot(X.T, dhidden)
    db = np.sum(dhidden, axis=0, keepdims=True)

    # add regularization gradient contribution
    dW2 += reg * W2
    dW += reg * W

    # perform a parameter update
    W += -step_size * dW
    b += -step_size * db
    W2 += -step_size * dW2
    b2 += -step_size * db2
