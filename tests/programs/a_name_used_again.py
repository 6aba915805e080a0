# One name for several values, one after the other.
# output: out
# gradients: {"out": 24.0, "w": 24.0}
out = 1.0
w = 2.0
out = out * w
out = out * 3
out = out + out
out = max(out * w, 0)
print(out)
out = out
print(out is out, out)
