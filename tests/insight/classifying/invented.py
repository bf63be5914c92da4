"""Invented reports of three classes, each from words of ours; town and street change, the matter does not."""

from __future__ import annotations

import random

MATTERS = {
    "环境保护": ("油烟直排", "污水排进河里", "工地扬尘漫天", "夜里机器轰鸣", "烟囱冒黑烟", "臭味刺鼻", "垃圾露天焚烧"),
    "交通运输": ("公交车班次太少", "出租车拒载", "路口红绿灯坏了", "客车乱收票价", "高速出口堵车", "网约车绕路"),
    "教育文体": ("学校违规补课", "老师收资料费", "幼儿园学费上涨", "入学片区划分不公", "操场不开放", "培训班不退费"),
}
_STREETS = ("云溪路", "松林街", "平湖巷", "望江大道", "桂花园", "青石桥")
_CUT = 2


def reports(count: int, seed: int = 1, *, cut: bool = False) -> tuple[list[str], list[str]]:
    """``count`` texts and their labels; ``cut`` sets blanks after every other character, as a word cutter might."""
    chance = random.Random(seed)
    texts, labels = [], []
    for number in range(count):
        label = list(MATTERS)[number % len(MATTERS)]
        first, second = chance.sample(MATTERS[label], 2)
        text = f"A{chance.randint(1, 9)}区{chance.choice(_STREETS)}{first}，我们反映多次没有人管，{second}。"
        texts.append(" ".join(text[i : i + _CUT] for i in range(0, len(text), _CUT)) if cut else text)
        labels.append(label)
    return texts, labels
