"""The code runs many times and leaves behind what it leaves behind in one run."""

from __future__ import annotations

from tests.check.test_verdicts import checked

CODE = """
with open(r"{folder}/log.txt", "a") as log:
    log.write("ran\\n")
x = 3.0
w = 2.0
y = x * w
dy_dx = w
{more}
dy_dw = x
"""


def test_what_is_appended_to_a_file_is_appended_once(tmp_path):
    found = checked(CODE.format(folder=tmp_path, more=""))
    assert [(v.name, v.verdict) for v in found.verdicts] == [("dy_dx", "right"), ("dy_dw", "right")]
    assert (tmp_path / "log.txt").read_text() == "ran\n"


def test_a_folder_is_made_once_and_what_follows_is_not_judged(tmp_path):
    made = f"import os\nos.mkdir(r'{tmp_path}/new')"
    found = checked(CODE.format(folder=tmp_path, more=made))
    assert (found.verdicts[0].name, found.verdicts[0].verdict) == ("dy_dx", "right")
    assert found.trouble == ""
    assert (tmp_path / "new").is_dir()


def test_random_numbers_without_a_seed_are_the_same_in_each_run():
    code = (
        "import numpy as np\nx = np.random.default_rng().normal(size=3)\nw = np.random.randn(3)\n"
    )
    found = checked(code + "y = np.sum(x * w)\ndy_dw = x\ndy_dx = w * 2\n")
    assert [v.verdict for v in found.verdicts] == ["right", "wrong"]
