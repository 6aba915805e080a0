"""A project of Sphinx and MyST, built with its warnings as errors."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.formats.hostile import HOSTILE

PROJECT = Path(__file__).parent / "sphinx_project"
pytest.importorskip("sphinx")
pytest.importorskip("myst_parser")


class Page(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, path):
        super().__init__()
        self.found = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for one, attributes in self.found if one == tag]


def build(project, out, builder="html"):
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", builder]
    command += ["-d", out / "doctrees", project, out / builder]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("sphinx")
    done = build(PROJECT, out)
    assert done.returncode == 0, done.stderr
    return out


@pytest.mark.long
def test_the_pages_show_their_figures(built):
    page = Page(built / "html" / "index.html")
    moving, step = (one for one in page.all("img") if "backprop" in one.get("class", ""))
    assert moving["alt"] == "Backpropagation through code"
    assert b"@keyframes" in (built / "html" / moving["src"]).read_bytes()
    assert step["alt"] == "The step to x[0]"
    assert "80%" in step["style"]
    assert "x[0] gets w[0]" in (built / "html" / step["src"]).read_text()
    assert 'id="step-to-x0"' in (built / "html" / "index.html").read_text()


def test_myst_has_the_directive_too(built):
    page = Page(built / "html" / "page.html")
    (picture,) = (one for one in page.all("img") if "backprop" in one.get("class", ""))
    assert (built / "html" / picture["src"]).read_bytes().startswith(b"\x89PNG")
    (living,) = page.all("iframe")
    assert living["title"] == "Change x"
    assert "<script>" in (built / "html" / living["src"]).read_text()


@pytest.mark.long
def test_latex_gets_pdf(built):
    assert build(PROJECT, built, "latex").returncode == 0
    text = next((built / "latex").glob("*.tex")).read_text()
    names = re.findall(r"\\sphinxincludegraphics(?:\[.*?\])?\{\{(.*?)\}\.pdf\}", text)
    assert len(names) == 4
    assert all((built / "latex" / f"{name}.pdf").exists() for name in names)


@pytest.mark.long
def test_a_book_gets_the_picture_of_a_living_page(built):
    done = build(PROJECT, built, "epub")
    assert done.returncode == 0, done.stderr
    page = Page(built / "epub" / "page.xhtml")
    assert not page.all("iframe")
    pictures = [one for one in page.all("img") if "backprop" in one.get("class", "")]
    assert [one["alt"] for one in pictures][1:] == ["Change x"]
    assert (built / "epub" / pictures[1]["src"]).exists()


@pytest.fixture
def project(tmp_path):
    shutil.copytree(PROJECT, tmp_path / "project")
    return tmp_path / "project"


@pytest.mark.long
def test_an_error_names_the_place_and_fails_the_build(project, tmp_path):
    (project / "index.rst").write_text(
        "Neurons\n=======\n\n.. backprop::\n\n   x = 1 / 0\n\n.. backprop::\n   :frame: 9\n\n"
        "   x = 2.0\n   y = x * 3.0\n\n.. toctree::\n\n   page\n"
    )
    done = build(project, tmp_path / "out")
    assert done.returncode == 1
    assert "index.rst:4: ERROR: backprop: code: line 1: ZeroDivisionError" in done.stderr
    assert (
        "index.rst:8: ERROR: backprop: frame: got '9'; expected a number from 0 to" in done.stderr
    )
    assert "Traceback" not in done.stderr


@pytest.mark.long
def test_a_file_that_changes_is_drawn_anew_and_hostile_words_stay_text(project, tmp_path):
    (project / "page.md").unlink()
    words = " ".join(HOSTILE)
    (project / "index.rst").write_text(
        f"Neurons\n=======\n\n.. backprop::\n   :file: neuron.py\n   :alt: {words}\n"
    )
    pictures = []
    for b in ("1.0", "2.0"):
        code = (project / "neuron.py").read_text()
        (project / "neuron.py").write_text(re.sub(r"b = .*", f"b = {b}", code))
        assert build(project, tmp_path / "out").returncode == 0
        page = Page(tmp_path / "out" / "html" / "index.html")
        (picture,) = (one for one in page.all("img") if "backprop" in one.get("class", ""))
        assert picture["alt"] == words
        assert set(picture) <= {"alt", "class", "src", "style"}
        pictures.append((tmp_path / "out" / "html" / picture["src"]).read_bytes())
    assert pictures[0] != pictures[1]
