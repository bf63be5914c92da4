"""Invented complaints in any number, compact and varied, each with a place and a problem of its own; edited copies."""

from __future__ import annotations

from random import Random

LETTERS = "东西南北中上下河溪山石云望窑湾桥马牛龙凤金银铁水木火土青白黑红大小新老高长宽平安福寿康乐兴旺盛源泉林松柏"
PLACES = ("路", "街", "巷", "村", "小区", "花园", "工业园", "新村", "大道")
WHERE = ("附近", "对面", "旁边", "楼下")
PROBLEMS = (
    "工地夜里施工噪音很大",
    "砖厂烟囱冒黑烟",
    "烧烤店油烟直排",
    "养猪场臭味刺鼻",
    "化工厂偷排污水",
    "广场舞音响扰民",
    "渣土车一路扬尘",
    "有人露天焚烧垃圾",
    "歌厅低音吵到半夜",
    "印刷厂气味呛人",
    "洗车店污水横流",
    "饭店油烟机轰鸣",
    "废品站堆放废料",
    "河水发黑发臭",
    "搅拌站粉尘很大",
    "喷漆房有异味",
)
MORE = (
    "已经持续{}天",
    "从晚上{}点到凌晨",
    "反映过{}次没人管",
    "老人孩子睡不着",
    "窗户都不敢开",
    "希望尽快处理",
    "请环保局查处",
    "影响附近{}户居民",
    "{}号楼住户都闻到了",
    "麻烦来看看",
    "每天早上{}点开始",
    "执法来了就停走了又开",
)


def complaint(rng: Random) -> str:
    """One complaint of some fifty characters."""
    place = "".join(rng.choices(LETTERS, k=rng.choice((2, 2, 3)))) + rng.choice(PLACES)
    firm = "".join(rng.choices(LETTERS, k=2))
    tail = "，".join(words.format(rng.randrange(2, 60)) for words in rng.sample(MORE, rng.choice((2, 3, 4))))
    return f"{place}{rng.randrange(1, 400)}号{rng.choice(WHERE)}的{firm}{rng.choice(PROBLEMS)}，{tail}。"


def edited(words: str, rng: Random) -> str:
    """The same with one to five letters changed, dropped or put in."""
    letters = list(words)
    for _ in range(rng.randrange(1, 6)):
        at, how = rng.randrange(len(letters)), rng.randrange(3)
        if how == 0:
            letters[at] = rng.choice(LETTERS)
        elif how == 1 and len(letters) > 10:
            del letters[at]
        else:
            letters.insert(at, rng.choice(LETTERS))
    return "".join(letters)
