"""What is written in a figure, and how much room it takes: names, numbers, grids."""
