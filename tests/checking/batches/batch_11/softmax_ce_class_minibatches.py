import numpy as np


class Linear:
    def __init__(self, fan_in, fan_out):
        self.W = np.random.randn(fan_in, fan_out) / np.sqrt(fan_in)
        self.b = np.zeros(fan_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad_out):
        self.grad_W = self.x.T @ grad_out
        self.grad_b = grad_out.sum(axis=0)
        grad_x = grad_out @ self.W.T
        return grad_x


class Tanh:
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, grad_out):
        grad_x = grad_out * (1 - self.out ** 2)
        return grad_x


class CrossEntropyLoss:
    def __call__(self, logits, targets):
        self.targets = targets
        shifted = logits - logits.max(axis=1, keepdims=True)
        log_z = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.log_probs = shifted - log_z
        return -self.log_probs[np.arange(len(targets)), targets].mean()

    def backward(self):
        batch = len(self.targets)
        grad_logits = np.exp(self.log_probs)
        grad_logits[np.arange(batch), self.targets] -= 1
        grad_logits = grad_logits / batch
        return grad_logits


np.random.seed(31)
data = np.random.randn(12, 2)
classes = (data[:, 0] > 0).astype(int) + (data[:, 1] > 0.5).astype(int)

fc1, act, fc2 = Linear(2, 5), Tanh(), Linear(5, 3)
criterion = CrossEntropyLoss()

for epoch in range(2):
    for start in range(0, len(data), 4):
        xb = data[start:start + 4]
        yb = classes[start:start + 4]
        logits = fc2.forward(act.forward(fc1.forward(xb)))
        loss = criterion(logits, yb)
        grad = criterion.backward()
        fc1.backward(act.backward(fc2.backward(grad)))
        for layer in (fc1, fc2):
            layer.W -= 0.3 * layer.grad_W
            layer.b -= 0.3 * layer.grad_b
    print("epoch", epoch, "loss of last batch", loss)
