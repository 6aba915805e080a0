# Learn: Linear Regression (Codecademy-like exercise, all in one file)

def get_gradient_at_b(x, y, b, m):
    N = len(x)
    diff = 0
    for i in range(N):
        diff += y[i] - ((m * x[i]) + b)
    b_gradient = -(2/N) * diff
    return b_gradient

def get_gradient_at_m(x, y, b, m):
    N = len(x)
    diff = 0
    for i in range(N):
        diff += x[i] * (y[i] - ((m * x[i]) + b))
    m_gradient = -(2/N) * diff
    return m_gradient

def get_loss(x, y, b, m):
    return sum((y[i] - (m * x[i] + b)) ** 2 for i in range(len(x))) / len(x)

months = [1, 2, 3, 4, 5]
revenue = [52, 74, 79, 95, 115]
b, m = 40.0, 10.0

for step in range(3):
    loss = get_loss(months, revenue, b, m)
    gradient_b = get_gradient_at_b(months, revenue, b, m)
    gradient_m = get_gradient_at_m(months, revenue, b, m)
    print(step, loss)
    b = b - 0.01 * gradient_b
    m = m - 0.01 * gradient_m

print(b, m)
