"""The calculation of a step: its contents, and where its box stands."""
