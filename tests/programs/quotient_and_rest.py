# divmod, // and % beside what is differentiated.
# output: y
# gradients: {"x": 2.0, "w": 7.5}
x = 7.5
w = 2.0
n = 7
q, r = divmod(x, w)
print(q, r, divmod(n, 2), n // 2, n % 4, -n // 2, -n % 3, x // w, x % w, 1e10 % 3)
y = x * w
print(y)
