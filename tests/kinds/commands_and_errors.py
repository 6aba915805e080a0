"""Shell lines, magics, errors in a cell and missing modules: skipped or said, the rest is drawn."""

from __future__ import annotations

import json

from tests.kinds.example import Command, Example


def _notebook(*cells: str) -> str:
    return json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "execution_count": None,
                    "id": f"cell{n}",
                    "metadata": {},
                    "outputs": [],
                    "source": cell,
                }
                for n, cell in enumerate(cells)
            ],
            "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


KINDS = {
    "shell lines and magics in Markdown": (
        Example(
            name="percent_pip_before_the_code",
            code="""
# A neuron

```python
%pip install numpy
import math
x = 0.5
```

It learns:

```python
w = 2.0
y = math.tanh(w * x)
```
""",
            file="post.md",
            output="y",
            says=("pip", "skipped", "line 5"),
        ),
        Example(
            name="matplotlib_inline_and_timeit",
            code="""
```python
%matplotlib inline
a = 3.0
b = -2.0
```
```python
%timeit a * b
c = a * b
```
""",
            file="post.md",
            output="c",
            value=-6.0,
            gradients={"a": -2.0, "b": 3.0},
            says=("matplotlib", "skipped"),
        ),
        Example(
            name="shell_line_in_the_middle_of_a_cell",
            code="""
```python
x = 2.0
!ls -l
y = x ** 3
print(y)
```
""",
            file="post.md",
            output="y",
            value=8.0,
            gradients={"x": 12.0},
            says=("ls", "skipped", "line 4"),
        ),
    ),
    "shell lines and magics in # %% cells": (
        Example(
            name="percent_time_in_a_cell",
            code="""# %% first
x = 1.5
# %% second
%time y = x * 4.0
z = x * 2.0
""",
            says=("time", "line 4"),
            fails=True,  # y and z are both results; what was skipped is said all the same
        ),
        Example(
            name="cell_magic_bash",
            code="""# %%
p = 2.0
# %%
%%bash
echo hello
# %%
q = p * p
""",
            output="q",
            value=4.0,
            gradients={"p": 4.0},
            says=("bash", "skipped", "line 4"),
        ),
        Example(
            name="autoreload_and_a_shell_line",
            code="""# %%
%load_ext autoreload
%autoreload 2
# %%
!wget -q http://example.invalid/data.csv
u = 3.0
v = 0.5
s = u * v
""",
            output="s",
            gradients={"u": 0.5, "v": 3.0},
            says=("wget", "skipped", "line 5"),
        ),
    ),
    "an error in a later cell": (
        Command(
            name="error_in_the_third_cell_of_a_notebook",
            arguments="run book.ipynb --formats json -o out",
            files={"book.ipynb": _notebook("a = 2.0\nb = 5.0", "c = a * b", "c.backward()")},
            status=1,
            says=("cell 3", "AttributeError", "--cells"),
            outputs=("c",),
            values=(10.0,),
        ),
        Command(
            name="division_by_zero_in_a_percent_cell",
            arguments="run steps.py --formats json -o out",
            files={"steps.py": "# %%\nx = 4.0\ny = x * x\n# %%\nprint(1 / 0)\n"},
            status=1,
            says=("ZeroDivisionError", "line 5", "--cells"),
            outputs=("y",),
            values=(16.0,),
        ),
        Command(
            name="missing_name_in_a_markdown_post",
            arguments="run post.md --formats json -o out",
            files={
                "post.md": "```python\nk = 3.0\nm = k - 1.0\n```\nthen\n"
                "```python\nplot(m)\n```\n```python\nn = m * 2.0\n```\n"
            },
            status=1,
            says=("NameError", "plot", "line 7", "--cells"),
            outputs=("m",),
            values=(2.0,),
        ),
    ),
    "an error at the end of a script": (
        Command(
            name="chart_that_can_not_be_shown",
            arguments="run fit.py --formats json -o out",
            files={"fit.py": "w = 3.0\nx = 2.0\ny = w * x\nimport no_such_charts\n"},
            status=1,
            says=("ModuleNotFoundError", "line 4", "what ran before it is drawn"),
            outputs=("y",),
            values=(6.0,),
        ),
        Command(
            name="assertion_after_the_backward_pass",
            arguments="run test.py --formats json -o out",
            files={
                "test.py": "a, b = 4.0, -2.0\nc = a * b\ndc = 1.0\nda = b * dc\nassert da == 4.0\n"
            },
            status=1,
            says=("AssertionError", "line 5"),
            outputs=("c",),
            values=(-8.0,),
        ),
        Command(
            name="missing_name_in_a_function_after_the_loop",
            arguments="list train.py",
            files={
                "train.py": "w = 1.0\nfor _ in range(3):\n    loss = (w * 2.0 - 1.0) ** 2\n"
                "    w = w - 0.1 * 4.0 * (w * 2.0 - 1.0)\nreport(w)\n"
            },
            says=("NameError", "line 5"),
            lists=(("loss = 1.0",),),
        ),
        Command(
            name="module_that_is_missing_before_all",
            arguments="run first.py --formats json -o out",
            files={"first.py": "import no_such_charts\nx = 2.0\ny = x * x\n"},
            status=1,
            says=("ModuleNotFoundError", "line 1"),
            outputs=(),
        ),
    ),
    "a module of the reader's that is missing": (
        Example(
            name="missing_utils_beside_the_file",
            code="""
from lr_utils import load_dataset
x = load_dataset() * 2.0
""",
            fails=True,
            says=("lr_utils", "beside", "line 2"),
            quiet=("install it",),
        ),
        Example(
            name="missing_package_of_the_project",
            code="""
import my_course_layers.dense as dense
y = dense.forward(2.0)
""",
            fails=True,
            says=("my_course_layers", "beside", "line 2"),
            quiet=("install it",),
        ),
        Example(
            name="missing_relative_of_a_neighbour",
            code="""
import net
y = net.double(3.0)
""",
            beside={
                "net.py": "from planar_utils import two\n\n\ndef double(x):\n    return two * x\n"
            },
            fails=True,
            says=("planar_utils", "beside"),
            quiet=("install it",),
        ),
    ),
    "an output that is a FIFO or a device": (
        Command(
            name="fifo_in_the_place_of_the_json",
            arguments="run n.py -o out --formats json",
            files={"n.py": "x = 2.0\ny = x * 3.0\n", "out/keep.txt": ""},
            pipes=("out/n.json",),
            status=1,
            says=("n.json",),
            limit=5.0,
        ),
        Command(
            name="fifo_in_the_place_of_the_gif",
            arguments="run deep.py -o out --formats gif",
            files={"deep.py": "a = 1.5\nb = a * a\n", "out/keep.txt": ""},
            pipes=("out/deep.gif",),
            status=1,
            says=("deep.gif",),
            limit=5.0,
        ),
        Command(
            name="fifo_in_the_place_of_one_drawing",
            arguments="run n.py -o out --formats gv",
            files={"n.py": "p = 4.0\nq = p - 1.0\n", "out/keep.txt": ""},
            pipes=("out/n_00.gv",),
            status=1,
            says=("n_00.gv",),
            limit=5.0,
        ),
    ),
}
