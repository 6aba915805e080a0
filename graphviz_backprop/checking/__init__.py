"""Is my gradient right? Each derivative that the reader's code writes by hand, judged.

The code runs with a call behind each statement that gives a number a name (`watch_calls`). A run
can be repeated with one number nudged, which gives a derivative by finite differences, or with a
gradient replaced by the true one, which tells a wrong line from those that only follow from it.
"""
