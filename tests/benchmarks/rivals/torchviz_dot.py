"""The neuron in PyTorch, its backward graph drawn by torchviz.

python torchviz_dot.py OUTPUT.png
"""

import sys

import torch
from torchviz import make_dot

if __name__ == "__main__":
    x = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
    w = torch.tensor([-3.0, -1.0, 2.0], requires_grad=True)
    b = torch.tensor(1.0, requires_grad=True)
    y = torch.relu(x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b)
    y.backward(retain_graph=True)
    with open(sys.argv[1], "wb") as file:
        file.write(make_dot(y, params={"x": x, "w": w, "b": b}).pipe("png"))
