"""The published file of a draw (抽查结果公开文件): everything needed to draw again, and what came of each visit. Pure.

Canonical JSON, UTF-8. ``faults`` draws again from the file alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from qingtian.drawing.pools import Pools, pools_of
from qingtian.drawing.visits import draw_visits
from qingtian.errors import QingtianError, UnusableInput
from qingtian.language import Text
from qingtian.trail.canonical import canonical

FORMAT = "qingtian-draw/1"
NOT_THE_FILE = Text("这不是公开的抽查文件（{format}）。", "This is no published file of a draw ({format}).")
DIGEST = Text(
    "名单的摘要对不上：定名单以后有人改过。", "The digest of the pools differs: they were changed afterwards."
)
OBJECTS = Text(
    "照名单和种子重抽，对象不一样：{number}", "Drawn again from pools and seed, the objects differ: {number}"
)
TEAMS = Text("重抽出的执法人员不一样：{number}", "Drawn again, the officers differ: {number}")
PASSED = Text("跳过的对象不一样。", "The objects passed over differ.")
ORDER = Text("种子不晚于定名单的日期：{day}", "The seed is not later than the pools: {day}")


def document(pools: Pools, head: Mapping[str, str], seed: str, results: Mapping[str, str]) -> dict[str, Any]:
    """The file as a value. ``head``: number, office, period, seed_source, frozen_on, drawn_on; results by object."""
    outcome = draw_visits(pools, seed)
    drawn = [
        {
            "number": one.number,
            "class": one.of_class,
            "ticket": one.ticket,
            "officers": list(one.officers),
            "result": results.get(one.number, ""),
        }
        for one in outcome.drawn
    ]
    return {
        "format": FORMAT,
        "head": dict(head),
        "pools": pools.as_record(),
        "pool_digest": pools.digest,
        "seed": seed,
        "drawn": drawn,
        "passed_over": [list(one) for one in outcome.passed_over],
    }


def written(value: Mapping[str, Any]) -> bytes:
    """The bytes of the file: equal draws give equal bytes."""
    return canonical(dict(value)) + b"\n"


def read(data: bytes) -> Mapping[str, Any]:
    """The value of a file. Raises UnusableInput ``drawing.file``."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise UnusableInput("drawing.file", NOT_THE_FILE.format(format=FORMAT))
    return value


def faults(value: Mapping[str, Any]) -> Sequence[Text]:
    """What does not hold; empty for a file that does. Never raises for what stands inside a file that was read."""
    try:
        pools, seed = pools_of(value["pools"]), str(value["seed"])
        told = {str(one["number"]): (one["class"], one["ticket"], list(one["officers"])) for one in value["drawn"]}
        passed = [list(one) for one in value["passed_over"]]
        digest, head = value["pool_digest"], value["head"]
        days = (str(head["frozen_on"]), str(head["drawn_on"]))
        many = len(value["drawn"])
    except QingtianError as error:
        return (error.message,)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return (NOT_THE_FILE.format(format=str(error)),)
    found = [] if pools.digest == digest else [DIGEST]
    if days[1] <= days[0]:
        found.append(ORDER.format(day=days[1]))
    outcome = draw_visits(pools, seed)
    again = {one.number: one for one in outcome.drawn}
    if other := set(again) ^ set(told) or ({"2"} if many != len(told) else set()):
        found.append(OBJECTS.format(number=", ".join(sorted(other)[:5])))
    for number in sorted(set(again) & set(told)):
        one = again[number]
        if told[number] != (one.of_class, one.ticket, list(one.officers)):
            found.append(TEAMS.format(number=number))
    if passed != [list(one) for one in outcome.passed_over]:
        found.append(PASSED)
    return tuple(found)
