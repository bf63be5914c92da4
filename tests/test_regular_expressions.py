"""No text somebody sends makes one of our expressions take time out of proportion: four times the text is at most
about four times the work, and never the sixteen or more of an expression that tries every way twice (ReDoS)."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import qingtian
from qingtian.apps.accounts.passwords import LONGEST, faults_of
from qingtian.apps.identities.fingerprints import _digits
from qingtian.apps.petitions.receipts import normalised
from qingtian.config.rates import declared
from qingtian.errors import DeclarationError
from qingtian.insight.reading.personal import find_personal
from qingtian.insight.reading.places import nowhere, places
from qingtian.insight.reading.times import find_times
from qingtian.secrecy import mark_in_name, mark_in_text
from qingtian.tables import safe, unsafe
from qingtian.web.desk.packed import harmless_names
from qingtian.web.desk.uploads import clean_name
from qingtian.web.portal.private import without_key
from qingtian.web.templatetags.words import CHINESE_RUN, ENGLISH_RUN
from tests.secrecy.papers import docx, packed

pytestmark = pytest.mark.slow

ROOT = Path(qingtian.__file__).parent
SHORT, LONG = 1_000, 4_000
#: linear is 4, quadratic 16; between them the noise of a busy machine
MOST = 9
#: below this many seconds of processor time a ratio says nothing
FLOOR = 0.03

BLANKS = [" ", "\t", "\n", " \n", "\u3000", "\u200b", "\x85", "\u2028"]
MARKS = [
    "机密",
    "机密 ",
    "密级",
    "密级 ",
    "密级：",
    "(",
    "( ",
    "(秘密 ",
    "内部 ",
    "内部资料,",
    "工作秘密\n",
    "特急 ",
    "国家",
]
NAMED = ["我叫", "张", "电话", "1栋", "138", "a@", "张三", "我家1", "湘A", "姓名：", "微信"]
TOLD = ["公司", "有限", "路", "每天", "晚上1", "10点", "近三", "昨晚", "11月"]
REST = ["秘 ", "№ ", "1 ", "a", "aa ", "aa-", "中", "中1", "中,", "=", "'", "+1", "0086", "-", ".", "/r/", "a=1/2 "]
PUMPS = [*BLANKS, *MARKS, *NAMED, *TOLD, *REST]
HEADS = ["", "机密", "密级", "(秘密", "内部资料", "工作秘密", "中", "aa", "'", "/r/"]


def refused(read: Callable[[str], object]) -> Callable[[str], object]:
    def tried(text: str) -> object:
        try:
            return read(text)
        except DeclarationError:
            return None

    return tried


#: whatever reads words that came from outside, by what it does with them
READERS: dict[str, Callable[[str], object]] = {
    "mark in a text": mark_in_text,
    "mark in a name": mark_in_name,
    "cell made safe": safe,
    "cell as it was": unsafe,
    "Chinese in a page": lambda text: list(CHINESE_RUN.finditer(text)),
    "English in a page": lambda text: list(ENGLISH_RUN.finditer(text)),
    "receipt number": normalised,
    "telephone": _digits,
    "file name": lambda text: clean_name(text, "pdf"),
    "address in a log": without_key,
    "rates": refused(declared),
    "personal data": find_personal,
    "places and times": lambda text: (places(text, nowhere()), find_times(text, date(2026, 11, 26))),
    "what the reporter left": lambda text: find_personal(text[:400], (text[:100],)),
}


def seconds(read: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    read(text)
    return time.process_time() - began


def growth(read: Callable[[str], object], text: Callable[[int], str], tries: int = 5) -> float:
    """How many times the work four times the text is, measured again where too much; 0: too quick to tell."""
    long = seconds(read, text(LONG))
    if long < FLOOR:
        return 0.0
    ratio = long / max(min(seconds(read, text(SHORT)) for _ in range(2)), FLOOR / 40)
    return min(ratio, growth(read, text, tries - 1)) if ratio > MOST and tries > 1 else ratio


@pytest.mark.parametrize("reader", READERS)
def test_four_times_the_text_is_not_sixteen_times_the_work(reader: str) -> None:
    read, slow = READERS[reader], {}
    for head in HEADS:
        # the shortest first: an expression that explodes does so here, in a second at most
        for pump in PUMPS:
            for n in (40, 120, 300):
                if seconds(read, head + pump * n + "x密\0") > 0.25:
                    pytest.fail(f"explodes on {head!r} and {n} times {pump!r}")
            if (times := growth(read, lambda n, h=head, p=pump: h + p * n + "x密\0")) > MOST:
                slow[head, pump] = round(times, 1)
    assert slow == {}


def test_a_name_of_blanks_is_read_at_once() -> None:
    """It took a minute: every blank was tried at four places of the expression."""
    began = time.process_time()
    for blank in BLANKS:
        assert mark_in_name(f"密级{blank * 250}x.jpg") is None
    assert time.process_time() - began < 1


def test_what_the_longer_run_of_blanks_said_is_still_read() -> None:
    for text in ("密级" + " " * 30 + "机密", "密级：\n\n\n\n机密", "(" + " " * 20 + "秘密" + " " * 20 + ")"):
        assert mark_in_text(text) is not None


def test_the_list_of_parts_of_a_paper_is_read_in_proportion() -> None:
    def list_of(times: int) -> bytes:
        return packed(docx(), "word/_rels/x.rels", "<attachedTemplate " * times)

    short, long = list_of(20_000), list_of(80_000)
    began = time.process_time()
    harmless_names(short)
    between = time.process_time()
    harmless_names(long)
    assert time.process_time() - between < max(MOST * (between - began), 0.3)


def test_a_password_is_not_read_beyond_its_longest() -> None:
    began = time.process_time()
    assert faults_of("_" * 2_000_000)
    assert faults_of("_" * (LONGEST - 1) + "a")
    assert time.process_time() - began < 1


#: an unbounded repetition of something that itself repeats without bound
NESTED = re.compile(r"\((?:\?:)?[^()]*[+*]\)[+*]")
#: blanks without bound twice in a row, with nothing between them that must be there
DOUBLE = re.compile(r"\\s[*+](?:\[[^\]]*\]\?|\(\?:[^()]*\)\?|\{_[A-Z]+\}\?)*\\s[*+]")
#: which of them were looked at, and why they are bounded
LOOKED_AT = {
    "secrecy/marking.py": "reads what ``plainly`` has left: never two blanks in a row",
}


def expressions(path: Path) -> list[str]:
    """The first argument of every call of ``re``, as it is written."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return [ast.unparse(call.args[0]) for call in calls if call.args and ast.unparse(call.func).startswith("re.")]


def test_a_new_expression_that_repeats_a_repetition_is_looked_at() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        for words in expressions(path)
        if NESTED.search(words.replace("\\\\", "\\")) or DOUBLE.search(words.replace("\\\\", "\\"))
    }
    assert found == set(LOOKED_AT)
    assert NESTED.search(r"(a+)+")
    assert DOUBLE.search(r"x\s*[:=]?\s*y")
