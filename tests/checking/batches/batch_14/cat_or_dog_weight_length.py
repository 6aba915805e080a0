import numpy as np

def sigmoid(x):
  return 1 / (1 + np.exp(-x))

def deriv_sigmoid(x):
  fx = sigmoid(x)
  return fx * (1 - fx)

# weight (kg) minus 9, length (cm) / 10 minus 6
data = np.array([[-5.0, -1.5], [12.0, 2.5], [-4.5, -1.0], [6.0, 1.0]]) / 5
all_y_trues = np.array([1, 0, 1, 0])  # 1 = cat

np.random.seed(8)
w1, w2, w3, w4, w5, w6 = np.random.normal(size=6)
b1, b2, b3 = np.random.normal(size=3)
learn_rate = 0.1

for epoch in range(20):
  for x, y_true in zip(data, all_y_trues):
    # --- feedforward
    sum_h1 = w1 * x[0] + w2 * x[1] + b1
    h1 = sigmoid(sum_h1)
    sum_h2 = w3 * x[0] + w4 * x[1] + b2
    h2 = sigmoid(sum_h2)
    sum_o1 = w5 * h1 + w6 * h2 + b3
    y_pred = sigmoid(sum_o1)
    loss = (y_true - y_pred) ** 2

    # --- partial derivatives, d_L_d_w1 means dL/dw1
    d_L_d_ypred = -2 * (y_true - y_pred)
    # neuron o1
    d_ypred_d_w5 = h1 * deriv_sigmoid(sum_o1)
    d_ypred_d_w6 = h2 * deriv_sigmoid(sum_o1)
    d_ypred_d_b3 = deriv_sigmoid(sum_o1)
    d_ypred_d_h1 = w5 * deriv_sigmoid(sum_o1)
    d_ypred_d_h2 = w6 * deriv_sigmoid(sum_o1)
    # neuron h1
    d_h1_d_w1 = x[0] * deriv_sigmoid(sum_h1)
    d_h1_d_w2 = x[1] * deriv_sigmoid(sum_h1)
    d_h1_d_b1 = deriv_sigmoid(sum_h1)
    # neuron h2
    d_h2_d_w3 = x[0] * deriv_sigmoid(sum_h2)
    d_h2_d_w4 = x[1] * deriv_sigmoid(sum_h2)
    d_h2_d_b2 = deriv_sigmoid(sum_h2)

    # --- update
    w1 -= learn_rate * d_L_d_ypred * d_ypred_d_h1 * d_h1_d_w1
    w2 -= learn_rate * d_L_d_ypred * d_ypred_d_h1 * d_h1_d_w2
    b1 -= learn_rate * d_L_d_ypred * d_ypred_d_h1 * d_h1_d_b1
    w3 -= learn_rate * d_L_d_ypred * d_ypred_d_h2 * d_h2_d_w3
    w4 -= learn_rate * d_L_d_ypred * d_ypred_d_h2 * d_h2_d_w4
    b2 -= learn_rate * d_L_d_ypred * d_ypred_d_h2 * d_h2_d_b2
    w5 -= learn_rate * d_L_d_ypred * d_ypred_d_w5
    w6 -= learn_rate * d_L_d_ypred * d_ypred_d_w6
    b3 -= learn_rate * d_L_d_ypred * d_ypred_d_b3
  if epoch % 5 == 0:
    print("Epoch %d loss: %.4f" % (epoch, loss))
