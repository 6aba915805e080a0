"""The report on many files as one page that stands by itself, and as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from graphviz_backprop.checking.reports.check_report import place, sentence_of_row
from graphviz_backprop.checking.reports.told_numbers import told_numbers
from graphviz_backprop.checking.verdict import FOLLOWS, RIGHT, UNJUDGED, WRONG, Checked
from graphviz_backprop.extras import import_extra
from graphviz_backprop.quick_dataclass import quick_dataclass

STEP = "the-step"  # the name of the group in a picture that holds all of it
MARKER = "<!-- Made by graphviz_backprop: a report of check. -->"
_WORDS = {RIGHT: "right", WRONG: "wrong here", FOLLOWS: "follows", UNJUDGED: "not judged"}
_TEMPLATE = """{% macro rows(some) %}\
{% for row in some %}<li class="{{ row.kind }}"><b>{{ row.word }}</b>\
<span>{{ row.place }}</span>\
<span><code>{{ row.value }}</code></span>{% if row.truth %}<span>{{ row.truth }}</span>{% endif %}\
{% if row.more %}<span>{{ row.more }}</span>{% endif %}</li>
{% endfor %}{% endmacro %}<!doctype html>
{{ marker }}
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{{ title }}</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.45 system-ui, sans-serif; margin: 1.5rem auto; max-width: 64rem;
  padding: 0 1rem }
h1 { font-size: 1.5rem }
h2 { font: 600 1.05rem/1.4 ui-monospace, monospace; margin: 0 0 .25rem; overflow-wrap: anywhere }
article { border-left: 5px solid #8886; margin: 1.5rem 0; padding: .1rem 0 .1rem .9rem }
article.wrong { border-color: #b3001b }
article.right { border-color: #00796b }
p { margin: .4rem 0; overflow-wrap: anywhere }
figure { margin: .6rem 0 }
.scroll { overflow-x: auto }
.scroll svg { display: block; height: auto; max-width: var(--width);
  min-width: min(var(--width), 34rem); width: 100% }
.near { display: none; margin-bottom: .6rem; max-width: 30rem; width: 100% }
@media (max-width: 40rem) { .near { display: block } }
figcaption { font-size: .9rem }
summary { cursor: pointer; padding: .3rem 0 }
ul { list-style: none; margin: .3rem 0; padding: 0 }
li { border-top: 1px solid #8884; display: flex; flex-wrap: wrap; gap: 0 1.2rem; padding: .25rem 0 }
li b { min-width: 7rem }
li span { overflow-wrap: anywhere }
code { font-family: ui-monospace, monospace }
.wrong b { color: #b3001b } .right b { color: #00695c } .follows b { color: #8a4b00 }
@media (prefers-color-scheme: dark) {
  body { background: #14181d }
  {{ night }}
  .wrong b { color: #ff8a80 } .right b { color: #7fd6c8 } .follows b { color: #ffb95c }
}
</style>
<h1>{{ title }}</h1>
<p>{{ summary }}</p>
{% for file in files %}<article class="{{ file.state }}">
<h2>{{ file.name }}</h2>
<p>{{ file.sentence }}</p>
{% if file.svg %}<figure>
{% if file.near %}<svg class="near" aria-hidden="true" viewBox="{{ file.near }}">\
<use href="#step{{ loop.index }}"/></svg>
{% endif %}<div class="scroll" tabindex="0" style="--width:{{ file.width }}px">
{{ file.svg }}</div>
<figcaption>{% for line in file.lines %}<p>{{ line }}</p>{% endfor %}</figcaption></figure>
{% endif %}{% if file.off %}<ul>
{{ rows(file.off) }}</ul>
{% endif %}{% if file.rest %}<details>
<summary>{{ file.rest|length }} {{ "others" if file.off else "derivatives" }}</summary>
<ul>
{{ rows(file.rest) }}</ul>
</details>
{% endif %}</article>
{% endfor %}"""


@quick_dataclass(frozen=True, slots=True)
class Picture:
    """The figure of a step.

    Attributes:
        svg: the figure without its caption, all of it in a group called `STEP`.
        lines: of the caption.
        width: in points, at which its numbers are as large as text.
        near: the part of it around the step, as a viewBox, which narrow screens show above all of
            it; empty where that is no part.
    """

    svg: str
    lines: tuple[str, ...]
    width: int
    near: str


def page(
    found: Mapping[str, Checked],
    has_hints: bool = False,
    pictures: Mapping[str, Picture] | None = None,
    night: str = "",
) -> str:
    """Return the page.

    Args:
        found: the findings by the files' names.
        has_hints: leave the true values out.
        pictures: of the first wrong step, by the files' names.
        night: the style of the figures' colours where the screen is dark.

    Raises:
        BackpropError: Jinja2, which the extra `report` brings, is not installed.
    """
    jinja = import_extra("jinja2", "report", "check --html")
    environment = jinja.Environment(autoescape=True)
    template = environment.from_string(_TEMPLATE)
    files = [_file(name, one, has_hints, (pictures or {}).get(name)) for name, one in found.items()]
    markup = jinja.utils.markupsafe.Markup
    for number, file in enumerate(files, start=1):  # our own; a file's text in it is escaped
        file["svg"] = markup(str(file["svg"]).replace(STEP, f"step{number}", 1))
    return str(
        template.render(
            title="Is each gradient right?",
            marker=markup(MARKER),
            night=markup(night),
            summary=summary(found),
            files=files,
        )
    )


def summary(found: Mapping[str, Checked]) -> str:
    """Return how many files are right, wrong, and could not be checked."""
    wrong = sum(bool(one.of_kind(WRONG)) for one in found.values())
    unchecked = sum(one.status == 1 for one in found.values())
    right = len(found) - wrong - unchecked
    parts = [f"{right} right", f"{wrong} with something wrong", f"{unchecked} not checked"]
    return f"{len(found)} files: {', '.join(parts)}."


def _file(
    name: str, checked: Checked, has_hints: bool, picture: Picture | None
) -> dict[str, object]:
    state = {0: "right", 3: "wrong"}.get(checked.status, "trouble")
    rows = []
    for one in checked.verdicts:
        is_off = one.verdict in (WRONG, FOLLOWS)
        told = told_numbers(one, has_hints)
        more = [one.note, "" if has_hints else one.cause]
        rows.append(
            {
                "kind": one.verdict,
                "word": _WORDS[one.verdict],
                "place": place(one),
                "value": f"{told.name} = {told.value}",
                "truth": f"should be {told.truth}" if is_off and not has_hints else "",
                "more": ", ".join(part for part in more if part),
            }
        )
    return {
        "name": name,
        "state": state,
        "sentence": sentence_of_row(checked, has_hints),
        "off": [row for row in rows if row["kind"] in (WRONG, FOLLOWS)],
        "rest": [row for row in rows if row["kind"] not in (WRONG, FOLLOWS)],
        "svg": picture.svg if picture else "",
        "lines": picture.lines if picture else (),
        "width": picture.width if picture else 0,
        "near": picture.near if picture else "",
    }


COLUMNS = ("file", "status", "right", "wrong", "follows", "not judged", "sentence")


def row(name: str, checked: Checked, has_hints: bool = False) -> Sequence[str]:
    """Return a file's row of the table."""
    counts = [len(checked.of_kind(kind)) for kind in (RIGHT, WRONG, FOLLOWS, UNJUDGED)]
    told = sentence_of_row(checked, has_hints)
    return [_harmless(name), str(checked.status), *map(str, counts), _harmless(told)]


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def table_of_files(found: Mapping[str, Checked], has_hints: bool = False) -> str:
    """Return the table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, checked in found.items():
        writer.writerow(row(name, checked, has_hints))
    return text.getvalue()
