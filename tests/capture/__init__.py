"""Tests of the capture."""
