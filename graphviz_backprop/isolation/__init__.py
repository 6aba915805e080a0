"""The reader's code in a process of its own, with limits: its crash is not ours.

It is no sandbox: the code may do whatever its user may. `running` and `interpreter` are for the
process that watches, and are not imported here: the one that is started would load them too.
"""
