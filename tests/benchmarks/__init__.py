"""Timings side by side in one run, as ratios: `.venv/bin/python -m tests.benchmarks`."""
