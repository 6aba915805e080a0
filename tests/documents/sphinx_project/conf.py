"""A project whose figures come with its pages."""

project = "Neurons"
extensions = ["myst_parser", "graphviz_backprop.sphinx"]
html_theme = "alabaster"
