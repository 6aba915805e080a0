"""What the run was for: its forward passes, outputs, gradients and updates."""
