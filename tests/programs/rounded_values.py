# round, beside what is differentiated.
# output: y
# gradients: {"x": [2.5, 0.125], "w": [1.0, 4.0]}
x = [1.0, 4.0]
w = [2.5, 0.125]
y = x[0] * w[0] + x[1] * w[1]
print(round(y, 1), round(y), type(round(y)), round(w[0]), round(-w[0]), round(2.675, 2))
shown = [round(v, 2) for v in w]
print(shown, round(12345, -2))
