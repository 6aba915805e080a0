# Lambdas in names, in lists and as arguments.
# output: y
# gradients: {"x": -1.0, "w": -0.5}
x = 0.5
w = 1.0
relu = lambda z: max(z, 0)
layers = [lambda v: v * w, lambda v, k=2: v * k, relu, lambda v: -v + 1]
v = x
for layer in layers[:3]:
    v = layer(v)
    print(v)
v = v / 2
y = layers[3](v)
print(y, (lambda: 3)(), relu(-2.0), relu(-2))
