"""The purpose of a run: its forward passes, outputs, gradients and updates."""
