"""How a gradient over arrays comes about, as data: operands, the entry that is explained."""
