# simple linear regression with gradient descent, no libraries
years = [1.1, 2.0, 3.2, 4.5, 5.9, 7.1]
salary = [39.0, 43.5, 56.0, 61.0, 81.0, 98.0]


def predict(x, m, b):
    return m * x + b


m = 1.0
b = 10.0
learning_rate = 0.01
n = len(years)

for epoch in range(25):
    total_error = 0.0
    m_gradient = 0.0
    b_gradient = 0.0
    for i in range(n):
        x = years[i]
        y = salary[i]
        y_pred = predict(x, m, b)
        total_error += (y - y_pred) ** 2
        m_gradient += -2 * x * (y - y_pred)
        b_gradient += -2 * (y - y_pred)
    mse = total_error / n
    m_gradient = m_gradient / n
    b_gradient = b_gradient / n

    m = m - learning_rate * m_gradient
    b = b - learning_rate * b_gradient
    if epoch % 5 == 0:
        print("epoch", epoch, "mse", round(mse, 3))

print("salary =", round(m, 3), "* years +", round(b, 3))
print("ten years:", predict(10, m, b))
