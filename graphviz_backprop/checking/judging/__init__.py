"""The verdicts: right, wrong here, or only following from a wrong one."""
