"""The neuron in PyTorch, its forward pass drawn by torchlens.

python torchlens_dot.py OUTPUT.png
"""

import sys

import torch
from torchlens.options import VisualizationOptions
from torchlens.visualization import show_model_graph


class Neuron(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.w = torch.nn.Parameter(torch.tensor([-3.0, -1.0, 2.0]))
        self.b = torch.nn.Parameter(torch.tensor(1.0))

    def forward(self, x):
        w = self.w
        return torch.relu(x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + self.b)


if __name__ == "__main__":
    show_model_graph(
        Neuron(),
        torch.tensor([1.0, -2.0, 3.0]),
        visualization=VisualizationOptions(
            container_path=sys.argv[1].removesuffix(".png"), file_format="png", save_only=True
        ),
    )
