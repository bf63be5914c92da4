"""No template holds Chinese outside ``t``/``tt``, comments or ``lang="zh"`` elements, nor Chinese in its English."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

import qingtian.web

pytestmark = pytest.mark.once

TEMPLATES = Path(qingtian.web.__file__).parent / "templates"
CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+")
T_TAG = re.compile(
    r"""^t\s+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')(?:\s+as\s+\w+)?$"""
)
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "path", "rect", "circle"}


class Unmarked(HTMLParser):
    """Collects Chinese that stands in no element of Chinese language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        chinese = (dict(attrs).get("lang") or "").startswith("zh")
        if not chinese:
            self.found += [hit for _, value in attrs for hit in CJK.findall(value or "")]
        if tag not in VOID:
            self.open.append((tag, chinese or (bool(self.open) and self.open[-1][1])))

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]):
            self.found += CJK.findall(data)


def one_language_only(source: str) -> list[str]:
    """Chinese of a template that an English reader would meet."""
    left: list[str] = []
    hidden: list[str] = []
    for token in Lexer(source).tokenize():
        words = token.contents
        tag = words.split()[0] if token.token_type is TokenType.BLOCK and words else ""
        if tag in ("tt", "comment"):
            hidden.append(tag)
        elif tag in ("en", "endcomment"):
            hidden.pop()
            if tag == "en":
                hidden.append("english")
        elif tag == "endtt":
            hidden.pop()
        elif {"tt", "comment"} & set(hidden) or token.token_type is TokenType.COMMENT:
            continue
        elif tag == "t" and (literal := T_TAG.match(words)):
            left.append(literal[2][1:-1])
        elif token.token_type is TokenType.TEXT:
            left.append(words)
        else:
            left.append(" ".join(CJK.findall(words)) or "x")
    reader = Unmarked()
    reader.feed("".join(left))
    reader.close()
    return reader.found


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_template_is_written_in_both_languages(path):
    assert one_language_only(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>受理</p>",
        '<a title="受理">x</a>',
        "{{ words|default:'受理' }}",
        '{% if state == "受理" %}x{% endif %}',
        '{% t "受理" "受理 Accept" %}',
        "{% tt %}受理{% en %}受理{% endtt %}",
        '<span lang="zh">青天</span><p>受理</p>',
        "<p>Accept。</p>",
    ],
)
def test_the_scan_finds_chinese_that_an_english_reader_would_meet(source):
    assert one_language_only(source)


@pytest.mark.parametrize(
    "source",
    [
        '{% t "受理" "Accept" %}',
        "{% t '受理' 'Accept' as words %}",
        "{% tt %}受理 {{ x }} <b>件</b>{% en %}Accept {{ x }}{% endtt %}",
        "{# 受理 #}",
        "{% comment %}受理{% endcomment %}",
        "<!-- 受理 -->",
        '<span lang="zh-Hans">青天 <b>受理</b></span>',
        "<a title=\"{% t '受理' 'Accept' %}\">x</a>",
        '{% tt %}青天{% en %}Qingtian <span lang="zh">青天</span>{% endtt %}',
    ],
)
def test_the_scan_lets_pass_what_is_said_in_both(source):
    assert one_language_only(source) == []
