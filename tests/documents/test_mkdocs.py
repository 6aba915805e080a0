"""A project of MkDocs, built strictly."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents.test_sphinx import Page
from tests.formats.hostile import HOSTILE

PROJECT = Path(__file__).parent / "mkdocs_project"
pytest.importorskip("mkdocs")


def build(project):
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
    ]  # not -q, which hides its errors
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def pictures(path):
    return [one for one in Page(path).all("img") if "backprop" in one.get("class", "")]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    project = tmp_path_factory.mktemp("mkdocs") / "project"
    shutil.copytree(PROJECT, project)
    done = build(project)
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.mark.long
def test_the_pages_show_their_figures(site):
    moving, step = pictures(site / "index.html")
    assert b"@keyframes" in (site / moving["src"]).read_bytes()
    assert step["alt"] == "The step to x[0]"
    assert "x[0] gets w[0]" in (site / step["src"]).read_text()


def test_a_fence_in_a_list_stays_in_it_and_one_that_is_shown_stays_as_it_is(site):
    text = (site / "index.html").read_text()
    assert re.search(r"<li>\s*<p>A list:</p>\s*(<p>)?\s*<img class=\"backprop\"", text)
    assert "```backprop" in text
    assert "is shown as it is" in text


def test_pages_further_down_find_their_pictures_and_the_living_page(site):
    folder = site / "deep" / "page"
    (picture,) = pictures(folder / "index.html")
    assert (folder / picture["src"]).read_bytes().startswith(b"\x89PNG")
    (living,) = Page(folder / "index.html").all("iframe")
    assert "<script>" in (folder / living["src"]).read_text()


def test_a_fence_in_an_admonition_stays_in_it(site):
    text = (site / "deep" / "page" / "index.html").read_text()
    note = text[text.index('<div class="admonition note">') :]
    assert "<iframe" in note[: note.index("</div>")]


@pytest.mark.long
def test_an_error_names_the_page_and_fails_a_strict_build(tmp_path):
    shutil.copytree(PROJECT, tmp_path / "project")
    page = tmp_path / "project" / "docs" / "index.md"
    (tmp_path / "project" / "docs" / "deep" / "page.md").unlink()
    page.write_text(
        "# Neurons\n\n```backprop\nx = 1 / 0\n```\n\n```backprop frame='0\ny = 1\n```\n"
    )
    done = build(tmp_path / "project")
    assert done.returncode == 1
    assert "index.md, line 3 of its text: code: line 1: ZeroDivisionError" in done.stderr
    assert "index.md, line 7 of its text: options" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.long
def test_hostile_words_stay_text(tmp_path):
    shutil.copytree(PROJECT, tmp_path / "project")
    words = " ".join(one for one in HOSTILE if "`" not in one).replace('"', "'")
    (tmp_path / "project" / "docs" / "index.md").write_text(
        f'# Neurons\n\n```backprop frame=0 alt="{words}"\nx = 2.0\ny = x * 3.0\n```\n'
    )
    (tmp_path / "project" / "docs" / "deep" / "page.md").unlink()
    done = build(tmp_path / "project")
    assert done.returncode == 0, done.stderr
    (found,) = pictures(tmp_path / "project" / "site" / "index.html")
    assert found["alt"] == words
    assert set(found) == {"alt", "class", "src"}
