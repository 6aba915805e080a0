"""The page on where figures are shown: no link leads nowhere, no format is forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphviz_backprop.documents import OPTIONS
from graphviz_backprop.formats import FORMATS

ROOT = Path(__file__).parent.parent.parent


PAGES = ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_local_link_leads_to_a_file(page):
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)\)|(?:src|href)=\"([^\"#]+)\"", text)
    local = [one for pair in links for one in pair if one and "://" not in one]
    assert [link for link in local if not ((ROOT / page).parent / link).exists()] == []


def test_the_readme_leads_to_every_page():
    text = (ROOT / "README.md").read_text()
    assert [page for page in PAGES if page != "README.md" and f"]({page})" not in text] == []


def test_every_format_and_every_option_of_a_block_is_told():
    page = (ROOT / "docs" / "embed.md").read_text()
    told = set(re.findall(r"--formats ([\w-]+)|`([\w-]+)`", page))
    words = {word for pair in told for word in pair}
    assert set(FORMATS.names()) - {"json", "svg", "png"} <= words
    assert set(OPTIONS) <= words
