"""The words of each picture."""
