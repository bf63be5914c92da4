"""Plain words (归一): what is left of a text when writing, towns and empty words are taken off.

A text that somebody cut into words and one as it was typed must come out alike, and a town the classifier has never
seen must look like one it has: blanks, marks, numbers, codes of places and function words go. The words are ours.
"""

from __future__ import annotations

import re
import unicodedata

#: words that say nothing about what a report is about; they differ most between writers and between ways of cutting
_WRITTEN = """
    的 了 是 在 我 我们 你 你们 他 他们 她 它 们 和 与 及 以及 或 并 并且 而 而且 但 但是 也 都 就 还 又 再 很 非常 十分
    这 那 这个 那个 这些 那些 这样 那样 之 于 对 对于 从 到 至 把 被 让 给 向 由 为 因 因为 所以 如果 虽然 不 没 没有 无
    吗 呢 吧 啊 呀 哦 一个 一些 一直 已经 已 请 请问 希望 望 谢谢 您好 你好 尊敬 领导 书记 市长 有关部门 相关部门 有 个
    上 下 中 等 及其 其 该 此 本 各 每 某 即 则 却 只 更 最 能 可以 可 要 会 将 去 来 说 什么 怎么 为什么 如何 多 后 前
    里 时 时候 现在 目前 以 所 者 地 得 着 过 自己 大家 一 二 三
"""
FUNCTION_WORDS = tuple(_WRITTEN.split())
_FUNCTION = re.compile("|".join(sorted(FUNCTION_WORDS, key=lambda word: (-len(word), word))))
#: a letter with figures instead of a name (A市, B7县, A3区): what was made nameless says nothing either
_PLACE = re.compile(r"[A-Za-z][0-9]{0,3}(?=\s*[市县区州镇乡村省路街])|[A-Z][0-9]{1,3}")
_NUMBER = re.compile(r"[0-9]+")
_MARKS = re.compile(r"[^0-9a-z\u3400-\u9fff]+")


def letters(text: str) -> str:
    """Letters, Han characters and ``0`` for any number, in narrow lower case, nothing between them.

    >>> letters("A3区 烧烤 店，油烟直排 12 次！")
    '区烧烤店油烟直排0次'
    """
    narrow = _PLACE.sub("", unicodedata.normalize("NFKC", text)).lower()
    return _MARKS.sub("", _NUMBER.sub("0", narrow))


def without_function_words(written: str) -> str:
    """``letters`` of a text less the words that say nothing.

    >>> without_function_words("油烟已经把我们熏了一个月")
    '油烟熏月'
    """
    return _FUNCTION.sub("", written)
