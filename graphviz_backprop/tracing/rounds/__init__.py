"""Rounds of the reader's loops: a few are recorded, and recording sleeps through the others."""
