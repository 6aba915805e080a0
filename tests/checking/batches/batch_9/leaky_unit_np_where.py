import numpy as np

SLOPE = 0.1

features = np.array([0.2, -1.4, 0.9])
theta = np.array([1.0, 0.8, -0.5])
theta0 = -0.3
label = 0.75

net = np.dot(theta, features) + theta0
act = np.where(net > 0, net, SLOPE * net)
err = act - label
E = 0.5 * err ** 2

# backwards
gE_act = err
gact_net = np.where(net > 0, 1.0, SLOPE)
gE_net = gE_act * gact_net
gE_theta = gE_net * features
gE_theta0 = gE_net
gE_features = gE_net * theta

print("E", E)
print("dE/dtheta", gE_theta, "dE/dtheta0", gE_theta0)
