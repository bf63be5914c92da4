"""Every way to report in this city (反映渠道): how it is reached, when, how a report is followed; edited on the desk.

``<data>/channels.yaml`` holds what the administrator entered; until then the shipped list says what every Chinese city
has. ``open`` is written as people write it: ``08:30-12:00, 13:30-17:30``; without it a channel answers at any hour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables.whole_file import WholeFile

KINDS: dict[str, Text] = {
    "online": Text("网上", "Online"),
    "phone": Text("电话", "Telephone"),
    "visit": Text("来访和来信", "Visits and letters"),
    "other": Text("别的", "Other ways"),
}
DAYS: dict[str, Text] = {
    "every": Text("每天", "Every day"),
    "working": Text("工作日", "Working days"),
}
LONGEST = 300
MOST = 30
_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~至]\s*(\d{1,2})[:：](\d{2})", re.ASCII)
UNREADABLE = Text("时间写成 08:30-12:00, 13:30-17:30 的样子。", "Write the hours like 08:30-12:00, 13:30-17:30.")
BACKWARDS = Text(
    "每一段的开始要早于结束，后一段在前一段之后。", "A span begins before it ends, and after the one before."
)


@dataclass(frozen=True, slots=True)
class Channel:
    """``reach`` is the number, address on the web or account; ``open`` the spans of a day, empty: at any hour."""

    code: str
    kind: str
    name: Text
    reach: str = ""
    address: str = ""
    days: str = "every"
    open: tuple[tuple[time, time], ...] = ()
    about: Text | None = None
    follow: Text | None = None
    shown: bool = True


def spans_of(written: str) -> tuple[tuple[time, time], ...]:
    """The spans of a day as somebody wrote them. Raises UnusableInput channels.hours."""
    hits, rest = list(_SPAN.finditer(written)), _SPAN.sub("", written)
    if rest.strip(" ,，;；、"):
        raise UnusableInput("channels.hours", UNREADABLE, where="open")
    try:
        found = [(time(int(hit[1]), int(hit[2])), time(int(hit[3]), int(hit[4]))) for hit in hits]
    except ValueError:
        raise UnusableInput("channels.hours", UNREADABLE, where="open") from None
    flat = [moment for span in found for moment in span]
    if flat != sorted(set(flat)):
        raise UnusableInput("channels.hours", BACKWARDS, where="open")
    return tuple(found)


def written_spans(spans: tuple[tuple[time, time], ...]) -> str:
    """Spans as they are written: 08:30-12:00, 13:30-17:30."""
    return ", ".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in spans)


QUOTE = Text("报回执号查。", "Quote the receipt number.")
#: what every city has; hours and addresses are the city's own to enter
SHIPPED: tuple[Channel, ...] = (
    Channel(
        "web",
        "online",
        Text("这个网页", "These pages"),
        about=Text("不用注册，大约两分钟；没有网络也能写。", "No account, about two minutes; works without a network."),
        follow=Text("用交上去时给您的网址，或用回执号。", "Use the address you were given, or the receipt number."),
    ),
    Channel(
        "12345",
        "phone",
        Text("12345 政务服务便民热线", "12345, the city's service line"),
        reach="12345",
        about=Text("也接污染举报。", "It takes reports of pollution too."),
        follow=QUOTE,
    ),
    Channel(
        "12369",
        "phone",
        Text("12369 生态环境举报热线", "12369, the environment line"),
        reach="12369",
        follow=QUOTE,
    ),
    Channel(
        "119",
        "phone",
        Text("正在起火、泄漏，先打 119", "A fire or a leak happening now: 119 first"),
        reach="119",
    ),
    Channel(
        "visit",
        "visit",
        Text("到窗口、写信", "At a window, or by letter"),
        days="working",
        about=Text(
            "人再多也要接；由代表来谈，代表人数有规定。",
            "A visit is never turned away; the rules limit how many represent it.",
        ),
        follow=Text("窗口给书面回执，凭回执号查。", "You get a written receipt; its number shows how far it is."),
    ),
)


#: the invented city has a window with hours
DEMO: tuple[Channel, ...] = tuple(
    replace(one, address="云屏市示范路 7 号", open=spans_of("08:30-12:00, 14:00-17:30")) if one.code == "visit" else one
    for one in SHIPPED
)


def channels_file() -> Path:
    """Where the administrator's entries are."""
    return Path(settings.DATA) / "channels.yaml"


@cache
def channels() -> tuple[Channel, ...]:
    """Every channel in the order it is shown."""
    if not channels_file().exists():
        return DEMO if settings.DEMO else SHIPPED
    rows = yaml.safe_load(channels_file().read_text(encoding="utf-8"))["channels"]
    return tuple(_read(row) for row in rows)


def _read(row: dict[str, object]) -> Channel:
    def text(name: str) -> Text | None:
        value = row.get(name)
        return Text.of(value) if value else None  # type: ignore[arg-type]

    name = text("name")
    assert name is not None
    return Channel(
        code=str(row["code"]),
        kind=str(row["kind"]),
        name=name,
        reach=str(row.get("reach") or ""),
        address=str(row.get("address") or ""),
        days=str(row.get("days") or "every"),
        open=spans_of(str(row.get("open") or "")),
        about=text("about"),
        follow=text("follow"),
        shown=bool(row.get("shown", True)),
    )


def write_channels(entered: tuple[Channel, ...]) -> None:
    """Write the list, whole or not at all, and read it from now on."""
    rows = [
        {
            "code": one.code,
            "kind": one.kind,
            "name": one.name.as_dict(),
            "reach": one.reach,
            "address": one.address,
            "days": one.days,
            "open": written_spans(one.open),
            "about": one.about.as_dict() if one.about else None,
            "follow": one.follow.as_dict() if one.follow else None,
            "shown": one.shown,
        }
        for one in entered
    ]
    with WholeFile(channels_file()) as file:
        yaml.safe_dump({"channels": rows}, file.text, allow_unicode=True, sort_keys=False)
        file.commit()
    channels.cache_clear()


def another(existing: tuple[Channel, ...], kind: str, name: Text) -> Channel:
    """A channel under a code nobody has."""
    taken = {one.code for one in existing}
    code = next(f"own-{n}" for n in range(1, MOST + 2) if f"own-{n}" not in taken)
    return Channel(code, kind, name)
