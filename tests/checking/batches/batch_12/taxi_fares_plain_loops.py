# fare = w_km * km + w_min * minutes + base, without numpy
km = [1.2, 3.4, 2.0, 7.5, 5.1]
minutes = [6.0, 11.0, 9.0, 20.0, 13.0]
fare = [6.1, 11.9, 8.4, 22.0, 16.2]

w_km = 1.0
w_min = 0.1
base = 2.0
lr = 0.002
n = len(fare)

for epoch in range(30):
    loss = 0
    grad_km = 0
    grad_min = 0
    grad_base = 0
    for i in range(n):
        pred = w_km * km[i] + w_min * minutes[i] + base
        err = pred - fare[i]
        loss += err ** 2
        grad_km += 2 * err * km[i]
        grad_min += 2 * err * minutes[i]
        grad_base += 2 * err
    loss /= n
    grad_km /= n
    grad_min /= n
    grad_base /= n

    w_km -= lr * grad_km
    w_min -= lr * grad_min
    base -= lr * grad_base
    if epoch % 10 == 0:
        print(epoch, loss)

print("per km", w_km, "per minute", w_min, "base", base)
