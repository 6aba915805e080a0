import random

# tiny svm as a circuit, a*x + b*y + c (learned from a guide in javascript)
random.seed(17)
data = [([1.2, 0.7], 1), ([-0.3, -0.5], -1), ([3.0, 0.1], 1), ([-0.1, -1.0], -1), ([-1.0, 1.1], -1)]
a, b, c = 0.8, -1.4, 0.3

for it in range(20):
    i = random.randrange(len(data))
    (x, y), label = data[i]

    score = a * x + b * y + c
    margin = 1 - label * score
    hinge = max(0, margin)
    cost = hinge + 0.05 * (a * a + b * b)

    # backward
    dmargin = 1.0 if margin > 0 else 0.0
    dscore = -label * dmargin
    da = dscore * x + 0.1 * a  # regularization pulls towards 0
    db = dscore * y + 0.1 * b
    dc = dscore

    step = 0.1
    a -= step * da
    b -= step * db
    c -= step * dc

right = 0
for (x, y), label in data:
    right += (a * x + b * y + c > 0) == (label > 0)
print("right:", right, "of", len(data))
print(a, b, c)
