"""The calculation of a step: its contents, its rule, and where its box stands."""
