"""What values are called, and how numbers, grids and code are written."""
