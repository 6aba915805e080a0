"""The functions for graphs built by hand; they take named values, traced numbers and plain ones."""

from graphviz_backprop import ops
from graphviz_backprop.capture import function

relu = function(ops.relu)
tanh = function(ops.tanh)
sigmoid = function(ops.sigmoid)
exp = function(ops.exp)
log = function(ops.log)
sqrt = function(ops.sqrt)
sin = function(ops.sin)
cos = function(ops.cos)
maximum = function(ops.maximum)
minimum = function(ops.minimum)
