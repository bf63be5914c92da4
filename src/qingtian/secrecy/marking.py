"""What a secrecy mark looks like (密级标志), and what only sounds like one.

A mark stands alone: on a line of its own at the head of a paper, in brackets, after "密级：", with the star and the
term of secrecy (秘密★10年), or as a part of a file name. In a running sentence the same word is only a word: 商业秘密,
保守秘密, 机密性, 秘密级以下 mark nothing. Form of the mark: 保守国家秘密法 (国家秘密标志), GB/T 9704-2012 7.2.2.
In doubt the strict reading wins, because a secret taken in cannot be called back.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum


class Mark(IntEnum):
    """How a file may be handled, the strictest last. STATE_SECRET (秘密、机密、绝密) may not enter the system."""

    OPEN = 0
    INTERNAL = 1
    WORK_SECRET = 2
    STATE_SECRET = 3


_LEVEL = r"(?:绝密|机密|秘密)"
_STAR = r"[★☆⭐✩✪✭✮*]"
_OPEN, _SHUT = r"[(\[【〔〈《<「『{]", r"[)\]】〕〉》>」』}]"
_TERM = r"(?:\d{1,3}\s*(?:年|个月|月|天|日)|[一二三四五六七八九十]{1,3}\s*(?:年|个月)|长期|永久|启用前|解密前)"
_URGENT = r"(?:特急|加急|特提|平急|急件|紧急|急)"
#: before 秘密 these make another thing of it; a star after it does not change that
_NOT_OURS = r"(?<!商业)(?<!工作)(?<!个人)(?<!技术)(?<!审判)(?<!经营)(?<!企业)"
_NO_HAN_BEFORE = r"(?<![\u4e00-\u9fff])"
_LABEL = r"(?:密级|保密级别|密级和保密期限|秘密等级|定密|密级标识|密级标志)"

_STARRED = re.compile(rf"{_NOT_OURS}{_LEVEL}(?:级|件)?\s*{_STAR}")
_WITH_TERM = re.compile(rf"{_NO_HAN_BEFORE}{_LEVEL}(?:级|件)?\s*[-·:,]?\s*{_OPEN}?\s*{_TERM}")
_IN_BRACKETS = re.compile(rf"{_OPEN}\s*{_LEVEL}(?:级|件|文件|资料)?\s*{_STAR}?\s*{_TERM}?\s*{_SHUT}")
_LABELLED = re.compile(rf"{_LABEL}\s*[:=|]?\s*(?:为|是)?\s*{_OPEN}?\s*(?:国家)?{_LEVEL}(?![性及、])")
_ALONE = re.compile(
    rf"(?:{_OPEN}|\s)*(?:№?\s*\d{{1,8}}\s*)?(?:{_URGENT}\s*)?(?:国家)?{_LEVEL}(?:级|件|文件|资料)?\s*{_SHUT}?"
    rf"(?:\s*{_URGENT})?(?:\s*№?\s*\d{{1,8}})?\s*[。.:;]?\s*{_SHUT}?"
)
_NAME_PART = re.compile(rf"(?:{_URGENT})?(?:国家)?{_LEVEL}(?:级|件|文件|资料)?(?:{_STAR}?{_TERM})?")
#: a name that begins with the level and goes on with what is marked: 机密文件, 绝密资料
_NAME_BEGINS = re.compile(rf"^{_LEVEL}(?:级)?(?:文件|资料|材料|件)")

_WORK = re.compile(
    rf"{_OPEN}\s*工作秘密\s*{_SHUT}|工作秘密\s*{_STAR}|{_LABEL}\s*[:=|]?\s*{_OPEN}?\s*工作秘密"
    rf"|^\s*工作秘密(?:\s*(?:事项|文件|资料))?(?:\s*{_TERM})?\s*$",
    re.MULTILINE,
)
_INTERNAL = re.compile(
    rf"{_OPEN}\s*(?:内部|内部资料|内部文件|内部使用|内部参考)\s*{_SHUT}"
    r"|内部(?:资料|文件|材料|刊物)\s*[,，、:：;]?\s*(?:注意|妥善|请|不得|严禁|禁止|切勿|仅供)"
    rf"|(?:仅|只)限?供?内部(?:使用|参考|传阅)|{_LABEL}\s*[:=|]?\s*内部"
    r"|^\s*内部(?:资料|文件|使用|参考)?\s*$",
    re.MULTILINE,
)
_PARTS = re.compile(r"[\s_\-—–.·,+~、，；;:()\[\]【】〔〕《》<>「」『』{}]+")
#: letters of the words set apart, as papers print them: 秘 密, 绝  密, 工 作 秘 密
_APART = re.compile(r"(?<=[绝机秘工作内部资料])[ \t]{1,6}(?=[密秘作部资料件])")
_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile(r"[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")


def plainly(text: str) -> str:
    """Full-width forms narrow, traditional words simplified, invisible characters gone, letters set apart joined.

    A run of blanks is one blank, a run of lines one line end: a name of three hundred blanks took a minute before.
    """
    found = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    found = found.replace("絕密", "绝密").replace("機密", "机密").replace("絕", "绝").replace("機 密", "机密")
    lines = found.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    return _BLANKS.sub(lambda run: "\n" if "\n" in run[0] else " ", _APART.sub("", lines))


def _secret_line(line: str) -> bool:
    return bool(_ALONE.fullmatch(line.strip()) or _STARRED.search(line) or _WITH_TERM.search(line))


def mark_in_text(text: str) -> Mark | None:
    """The strictest mark that stands in the text, or None.

    >>> mark_in_text("机　密★20年\\n关于……的报告") is Mark.STATE_SECRET
    True
    >>> mark_in_text("不得泄露商业秘密，执法人员应当保守秘密。") is None
    True
    """
    plain = plainly(text)
    if not any(word in plain for word in ("密", "内部")):
        return None
    if _IN_BRACKETS.search(plain) or _LABELLED.search(plain):
        return Mark.STATE_SECRET
    if any(_secret_line(line) for line in plain.split("\n") if "密" in line):
        return Mark.STATE_SECRET
    if _WORK.search(plain):
        return Mark.WORK_SECRET
    return Mark.INTERNAL if _INTERNAL.search(plain) else None


def mark_in_name(name: str) -> Mark | None:
    """The mark a file name carries: as a part of its own (会议纪要（机密）.docx), or wherever text would carry it.

    >>> mark_in_name("关于防汛的报告（秘密）.pdf") is Mark.STATE_SECRET
    True
    >>> mark_in_name("系统机密性测评报告.docx") is None
    True
    """
    plain = plainly(name.replace("\\", "/").rsplit("/", 1)[-1])
    parts = [part for part in _PARTS.split(plain) if part]
    if any(_NAME_PART.fullmatch(part) for part in parts) or any(_NAME_BEGINS.match(part) for part in parts):
        return Mark.STATE_SECRET
    found = mark_in_text(plain)
    if found is Mark.STATE_SECRET:
        return found
    if "工作秘密" in parts:
        return Mark.WORK_SECRET
    internal = any(part in ("内部", "内部资料", "内部文件", "内部使用") for part in parts)
    return found or (Mark.INTERNAL if internal else None)
