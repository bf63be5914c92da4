"""What the look forbids: colours outside the tokens, weak contrast, inline style or script, anything from outside."""

import re
from pathlib import Path

import pytest

import qingtian.web
from qingtian.web.design.contrast import contrast, tokens

pytestmark = pytest.mark.once

WEB = Path(qingtian.web.__file__).parent
#: a file somebody takes away is no page: it carries its own sheet, and a policy that lets nothing else in
TAKEN_AWAY = {"air_papers/whole.html"}
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SHEETS = sorted((WEB / "static/qingtian").glob("*.css"))
SCRIPTS = sorted((WEB / "static/qingtian/js").glob("*.js"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|color)\(")
NAMED = re.compile(
    r":[^;{}]*(?<![-\w])(?:white|black|red|green|blue|grey|gray|yellow|orange|silver|navy)(?![-\w])[^;{}]*;"
)

#: text and the grounds it stands on, with the contrast it needs (WCAG 2.2: 4.5 text, 3 borders of controls)
PAIRS = [
    *[(ink, ground, 4.5) for ink in ("ink", "ink-2", "ink-3", "azure", "azure-deep", "red")
      for ground in ("ground", "wash", "azure-wash", "red-wash", "white")],
    ("white", "azure", 4.5), ("white", "azure-deep", 4.5), ("white", "red", 4.5), ("white", "ink", 4.5),
    ("rule-2", "ground", 3), ("rule-2", "white", 3), ("ink", "counted", 4.5), ("ink-2", "counted", 4.5),
    ("map-water-label", "map-water", 4.5), ("ink-2", "map-land", 4.5), ("paper-red", "white", 4.5),
    *[("aqi-ink-dark", f"aqi-{level}", 4.5) for level in (1, 2, 3, 4)],
    *[("aqi-ink-light", f"aqi-{level}", 4.5) for level in (5, 6)],
]  # fmt: skip

#: the figures look.md states for the ground
STATED = {"ink": 15.6, "ink-2": 7.9, "ink-3": 5.2, "azure": 6.2, "azure-deep": 8.7, "red": 6.4, "rule-2": 3.3}


def test_the_formula_gives_the_known_ends():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_what_is_read_stands_out_from_its_ground(ink, ground, least):
    colours = tokens()
    assert contrast(colours[ink], colours[ground]) >= least


@pytest.mark.parametrize(("name", "stated"), STATED.items())
def test_the_contrast_stated_beside_a_token_is_its_contrast(name, stated):
    colours = tokens()
    assert contrast(colours[name], colours["ground"]) == pytest.approx(stated, abs=0.05)


@pytest.mark.parametrize("sheet", [s for s in SHEETS if s.name != "tokens.css"], ids=lambda s: s.name)
def test_colours_are_written_in_the_tokens_only(sheet):
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    assert COLOUR.findall(rules) == []
    assert NAMED.findall(rules) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.name)
def test_every_token_that_is_used_exists(sheet):
    defined = set(re.findall(r"(--[a-z0-9-]+):", "".join(s.read_text(encoding="utf-8") for s in SHEETS)))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", sheet.read_text(encoding="utf-8"))) <= defined


@pytest.mark.parametrize("path", [*SHEETS, *SCRIPTS], ids=lambda p: p.name)
def test_nothing_is_fetched_from_outside(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert not re.search(r"@import|https?://|url\([\"']?//", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(WEB / "templates")))
def test_no_template_holds_inline_style_or_script(path):
    text = path.read_text(encoding="utf-8")
    taken_away = str(path.relative_to(WEB / "templates")) in TAKEN_AWAY
    assert taken_away or not re.search(r"<style|\sstyle\s*=", text, re.I)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text, re.I)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']|javascript:|hx-on", text, re.I)
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", text)
