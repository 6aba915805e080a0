# print rounded numbers, keep exact ones
import numpy as np

features = np.array([[0.1, 0.2], [0.4, -0.3], [0.9, 0.6]])
labels = np.array([0, 1, 1])
theta = np.array([0.5, -0.25])
theta0 = 0.0

h = 1 / (1 + np.exp(-(features.dot(theta) + theta0)))
J = -(labels @ np.log(h) + (1 - labels) @ np.log(1 - h)) / len(labels)

gradient = np.dot(features.T, (h - labels)) / labels.size
gradient0 = np.mean(h - labels)
print("cost", np.round(J, 3))
print("gradient", np.round(gradient, 3), np.round(gradient0, 3))
theta = theta - 0.1 * np.round(gradient, 3)
