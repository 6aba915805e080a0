"""Names that would be code, in what programs make of our files: LaTeX, LibreOffice, a site."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from graphviz_backprop.formats import FORMATS
from tests.formats.hostile import HOSTILE, hostile_movie, plain_movie
from tests.formats.test_hostile_names import NEEDS, PDF_ACTIONS, Elements, streams

OFFICE_OWN = {b"/OpenAction"}  # LibreOffice's PDF opens at its first page


def words(path):
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.long
@pytest.mark.skipif(
    not (shutil.which("pdflatex") and shutil.which("pdftotext")), reason="needs LaTeX with beamer"
)
def test_latex_typesets_the_slides_and_reads_no_file_of_a_name(tmp_path):
    movie = hostile_movie()
    movie.save_all(tmp_path, "a", ["beamer"])
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-recorder"]
    done = subprocess.run([*command, "a.beamer.tex"], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, done.stdout[-2000:]
    assert "passwd" not in (tmp_path / "a.beamer.fls").read_text()  # all files that were opened
    text = words(tmp_path / "a.beamer.pdf")
    assert text.count("\f") == len(movie)
    assert "root:" not in text
    assert "w['=cmd()']" in text


@pytest.mark.long
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice Impress"
)
@pytest.mark.parametrize("slides", ["each", "one"])
def test_libreoffice_shows_the_names_as_text_and_nothing_of_theirs_acts(slides, tmp_path):
    pptx = pytest.importorskip("pptx")
    movie = hostile_movie().replace(slides=slides)
    path = movie.save(tmp_path / "a.pptx")[0]
    deck = pptx.Presentation(str(path))
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert all(f"w[{name!r}]" in notes for name in ("{% include x %}", "]]>", "\\end{frame}"))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", tmp_path, path]
    subprocess.run(command, check=True, capture_output=True)
    parts = streams((tmp_path / "a.pdf").read_bytes())
    assert {found[0] for part in parts for found in PDF_ACTIONS.finditer(part)} <= OFFICE_OWN
    if slides == "one":  # its title is the movie's
        assert "=cmd()" in words(tmp_path / "a.pdf")


@pytest.mark.parametrize("format", ["md", "readme"])
def test_a_site_finds_no_command_of_its_own(format, tmp_path):
    text = hostile_movie().save_all(tmp_path, "a", [format])[format][0].read_text()
    assert not re.search(r"\{\{|\{%", text)
    page = MarkdownIt("commonmark", {"html": True}).render(text)
    assert "{{&lt; include /etc/passwd &gt;}}" in page.replace("&#123;", "{")
    assert "{% include x %}" in page.replace("&#123;", "{")


def test_markdown_of_either_kind_shows_the_names_as_they_are(tmp_path):
    mkdocs = pytest.importorskip("markdown")
    text = hostile_movie().save_all(tmp_path, "a", ["md"])["md"][0].read_text()
    for page in (
        MarkdownIt("commonmark", {"html": True}).render(text),
        mkdocs.markdown(text, extensions=["fenced_code", "tables"]),
    ):
        shown = html.unescape(page)
        assert [name for name in HOSTILE if repr(name)[1:-1] not in shown] == []
        assert "\\<" not in shown.replace("\\\\", "")


@pytest.mark.long
def test_all_formats_at_once_under_a_hostile_file_name(tmp_path):
    for module in {*NEEDS.values()}:
        pytest.importorskip(module)
    stem = " ".join(HOSTILE).replace("/", "_")[:100]
    movie = plain_movie().replace(width=200)
    made = movie.save_all(tmp_path, stem, FORMATS.names())
    paths = {path for paths in made.values() for path in paths}
    assert paths == set(tmp_path.iterdir())
    assert len(paths) < sum(map(len, made.values()))  # md and svg, say, have files in common
    for format, count in (("md", len(movie)), ("readme", 3)):
        page = Shown(MarkdownIt("commonmark", {"html": True}).render(made[format][0].read_text()))
        assert len(page.sources) == count
        assert all((tmp_path / unquote(source)).exists() for source in page.sources)
        assert not [kind for kind in page.kinds if " on" in kind or kind == "script"]


class Shown(Elements):
    """What a page shows: the addresses of its pictures too."""

    def __init__(self, text):
        self.sources = []
        super().__init__(text)

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        self.sources += [value for name, value in attrs if name in ("src", "srcset")]
