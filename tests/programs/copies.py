# copy and deepcopy of lists and dicts.
# output: y
# gradients: {"net": {"w": [2.0, 6.0], "b": 1.0}, "x": [0.5, -1.5]}
import copy

net = {"w": [0.5, -0.5], "b": 1.0}
x = [2.0, 6.0]
shallow = copy.copy(net)
deep = copy.deepcopy(net)
listed = list(net["w"])
deep["w"][1] -= 1
print(shallow["w"] is net["w"], deep["w"] is net["w"], net, deep, listed, net.copy())
y = deep["w"][0] * x[0] + deep["w"][1] * x[1] + shallow["b"]
print(y)
