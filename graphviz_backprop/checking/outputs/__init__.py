"""What the code's derivatives are derivatives of, and the gradient that they start from."""
