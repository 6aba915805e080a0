"""The derivatives that the code writes by hand, and the variables that their names mean."""
