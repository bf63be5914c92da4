"""Kinds of pollution in words a resident uses; the codes are those the declared procedure offers."""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One tile: the code of the petition's kind (类别), what people say, examples."""

    code: str
    words: Text
    examples: Text


KINDS = (
    Kind(
        "air",
        Text("烟、灰、难闻的味道", "Smoke, dust, a bad smell"),
        Text("烟囱、工地扬尘、油烟、焚烧", "Chimneys, building dust, kitchens, burning"),
    ),
    Kind(
        "noise",
        Text("太吵、震动", "Noise, shaking"),
        Text("夜间施工、机器、音响", "Night building, machines, loudspeakers"),
    ),
    Kind(
        "water",
        Text("污水、河水变色", "Waste water, a discoloured river"),
        Text("排水口、死鱼、黑臭", "Outfalls, dead fish, black water"),
    ),
    Kind(
        "solid_waste",
        Text("垃圾、废渣、废油", "Rubbish, slag, waste oil"),
        Text("乱倒、填埋、化学桶", "Dumping, burying, chemical drums"),
    ),
    Kind(
        "ecology",
        Text("挖山、毁林、占湿地", "Digging, felling, filled wetland"),
        Text("采石、占河道、猎捕", "Quarries, blocked rivers, hunting"),
    ),
    Kind(
        "radiation",
        Text("电磁辐射、放射", "Radiation"),
        Text("基站、变电站、放射源", "Masts, substations, radioactive sources"),
    ),
)
WORDS = {kind.code: kind.words for kind in KINDS}


def in_words(codes: list[str]) -> Text | None:
    """The kinds joined, or None when none was chosen."""
    chosen = [WORDS[code] for code in codes if code in WORDS]
    if not chosen:
        return None
    return Text("；".join(words.zh for words in chosen), "; ".join(words.en for words in chosen))
