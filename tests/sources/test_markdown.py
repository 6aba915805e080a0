"""Markdown with fenced Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphviz_backprop.errors import BackpropError

NOTES = """
# Notes

```sh
pip install nothing
```

```python
x = 2.0
w = 3.0
```

1. In a list:

   ```py
   y = x * w
   ```

~~~{.python .numberLines}
>>> y
6.0
~~~

```
z = nothing
```
"""


def test_each_fence_is_a_cell_with_the_lines_of_the_file(source, capsys):
    assert len(source.read("notes.md", NOTES).cells) == 3
    assert source.gradients("notes.md", NOTES) == {"x": 3.0, "w": 2.0}
    assert capsys.readouterr().out == "6.0\n"
    with pytest.raises(BackpropError, match=r"^notes\.md: line 16: ZeroDivisionError"):
        source.gradients("notes.md", NOTES.replace("y = x * w", "y = 1 / 0"))


def test_fences_without_a_name_count_where_none_has_one(source):
    text = "Run\n```\nmake it\n```\n```\nx = 2.0\ny = x * x\n```\n```\nso what\n```\n"
    assert source.gradients("notes.md", text) == {"x": 4.0}


def test_prompts_in_a_fence(source, capsys):
    text = "```ipython\nIn [1]: x = 2.0\n\nIn [2]: y = x * x\n   ...: y\nOut[2]: 4.0\n```\n"
    assert source.gradients("notes.md", text) == {"x": 4.0}
    assert capsys.readouterr().out == "4.0\n"


def test_this_projects_own_readme_is_found_and_runs(source, capsys):
    text = (Path(__file__).parent.parent.parent / "README.md").read_bytes()
    source.gradients("README.md", text)
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "{'x': [-3.0, -1.0, 2.0], 'w': [1.0, -2.0, 3.0], 'b': 1.0}"
    assert printed[-1] == "0.41997434161402614"


@pytest.mark.parametrize("text", ["", "# Notes\n\nNo code.\n", "```sh\nmake\n```\n"])
def test_no_code_is_one_line(text, source):
    with pytest.raises(BackpropError, match=r"notes\.md: no code found; expected Python, a note"):
        source.read("notes.md", text)


def test_commands_in_a_fence_are_skipped_with_their_lines(source):
    text = "Install it:\n```python\n!pip3 install it\n```\nThen\n"
    text += "```python\n%pylab inline\nx = 2.0\n```\n"
    text += "```python\n%%time\ny = x * 3.0\n```\n"
    assert source.read("a.md", text).notes == (
        "a.md: cell 1, line 3: !pip3 install it skipped",
        "a.md: cell 2, line 7: %pylab inline skipped",
        "a.md: cell 3, line 11: %%time skipped",
    )
    assert source.gradients("a.md", text) == {"x": 3.0}
