"""How an article is cited: 《信访工作条例》第34条 / Petition Regulations, art. 34."""

from __future__ import annotations

import re

from qingtian.language import Text
from qingtian.law.model import Basis, Instrument


def cite(instrument: Instrument, basis: Basis, *, short: bool = False) -> Text:
    """The citation in full, or short (条例 34 / Regulations 34) where the instrument has a short title."""
    if short:
        name = instrument.short or instrument.title
        return Text(f"{name.zh} {basis.article}".strip(), f"{name.en} {_latin(basis.article)}".strip())
    if not basis.article:
        return Text(_quoted(instrument), instrument.title.en)
    return Text(
        _quoted(instrument) + _article_zh(basis.article), f"{instrument.title.en}, {_article_en(basis.article)}"
    )


def _quoted(instrument: Instrument) -> str:
    """Book marks belong to texts that were issued; an office's own practice has none."""
    bare = instrument.certainty == "local_default" or instrument.title.zh.startswith("《")
    return instrument.title.zh if bare else f"《{instrument.title.zh}》"


#: parts of Party and government papers carry Chinese numerals (二、…)
_PARTS = {"一": "I", "二": "II", "三": "III", "四": "IV", "五": "V", "六": "VI", "七": "VII", "八": "VIII"}


def _latin(article: str) -> str:
    """The article as English reads it: part II for 二, commas between articles."""
    return _PARTS.get(article, article.replace("、", ", "))


def _article_zh(article: str) -> str:
    if _is_clause(article):
        return f"第{article}款"
    if article in _PARTS:
        return f"第{article}部分"
    return "、".join("第" + _numbered_zh(part) for part in re.split(", |、", article))


def _numbered_zh(part: str) -> str:
    number, *below = re.split(r"[()]+", part.rstrip(")"))
    return f"{number}条" + "".join(f"（{item}）" for item in below)


def _article_en(article: str) -> str:
    if _is_clause(article):
        return f"cl. {article}"
    if article in _PARTS:
        return f"part {_PARTS[article]}"
    several = any(mark in article for mark in (", ", "、", "–"))
    return f"{'arts' if several else 'art.'} {_latin(article)}"


def _is_clause(article: str) -> bool:
    """Standards number their clauses with points (4.4); statutes number articles without."""
    return "." in article
