"""Documentation whose figures are drawn as it is built."""
