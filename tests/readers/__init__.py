"""Files in the manner of public ones, and what their authors would wish to be drawn."""
