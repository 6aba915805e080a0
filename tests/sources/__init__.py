"""Tests of where code comes from."""
