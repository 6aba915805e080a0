"""Inputs of our own for each kind of file that was once drawn wrongly, lost or refused."""
