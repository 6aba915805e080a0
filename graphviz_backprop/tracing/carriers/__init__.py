"""Objects that carry a number, such as `Value(2.0)`, settled after the run.

The number inside takes the object's name; a method is one operation, at the line that calls it; and
what the methods store in `.grad` is known as the reader's own gradient.
"""

from graphviz_backprop.tracing.carriers.attribute_names import settle_attribute_names
from graphviz_backprop.tracing.carriers.carrier_inputs import bind_carriers, holds_carriers
from graphviz_backprop.tracing.carriers.settle_carriers import settle_carriers

__all__ = ["bind_carriers", "holds_carriers", "settle_attribute_names", "settle_carriers"]
