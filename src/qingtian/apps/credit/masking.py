"""The name as the public reads it (隐名): a unit's own, of a natural person the family name alone."""

from __future__ import annotations

#: two-character family names that are common enough to be told from a one-character one
TWO = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "尉迟", "公孙", "慕容", "令狐", "皇甫", "夏侯", "端木", "宇文")
)
SOMEBODY = "某"


def masked_name(name: str) -> str:
    """What is published of a natural person: 王小明 is 王某, 欧阳小明 is 欧阳某, a name in Latin letters is 某.

    >>> masked_name("王小明"), masked_name("欧阳小明"), masked_name("Li Ming")
    ('王某', '欧阳某', '某')
    """
    plain = "".join(name.split())
    if not plain or plain.isascii():
        return SOMEBODY
    if plain[:2] in TWO and len(plain) > 2:
        return plain[:2] + SOMEBODY
    return plain[0] + SOMEBODY
