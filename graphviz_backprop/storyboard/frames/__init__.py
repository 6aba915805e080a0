"""The frames: which there are, in which order, on which page, what is drawn as one."""
