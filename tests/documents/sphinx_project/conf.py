"""A project whose figures come with its pages."""

project = "Neurons"
copyright = "nobody"
version = "1"
extensions = ["myst_parser", "graphviz_backprop.sphinx"]
html_theme = "alabaster"
