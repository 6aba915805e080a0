# A root of a negative number, beside what is differentiated.
# output: y
# gradients: {"x": -16.0}
x = -8.0
root = x ** (1 / 3)
print(root, abs(root), type(root), root.real, root.imag, root * 2, root == root, 2j * 1.5)
print(isinstance(root, complex), complex(x), root.conjugate(), [root])
y = x * x
print(y)
