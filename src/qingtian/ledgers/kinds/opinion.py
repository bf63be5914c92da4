"""Public opinion on the web (网络舆情): sheets of a monitoring service. Columns of authors are dropped unread."""

from __future__ import annotations

from qingtian.apps.opinion.actions.take import city_names, take
from qingtian.apps.opinion.door import LONGEST, LONGEST_LINK, LONGEST_PLACE, LONGEST_SOURCE, admitted, names_an_author
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.ledgers.kinds.base import Kind, Outcome, RejectedRow, Setting, Values
from qingtian.tables import Column


def item(values: Values, setting: Setting) -> Outcome:
    """One row; its names of the city are looked up once a row, a sheet has a day's items."""
    try:
        outcome = take(admitted(values), now=setting.now, names=city_names())
    except UnusableInput as refused:
        raise RejectedRow(refused.message.zh, refused.message.en, refused.where) from None
    return "created" if outcome == "new" else "unchanged"


COLUMNS = (
    Column(
        "source",
        Text("来源", "Source"),
        required=True,
        aliases=("平台", "媒体", "网站", "渠道"),
        longest=LONGEST_SOURCE,
        example="云屏论坛",
    ),
    Column("number", Text("编号", "Number"), type="code", aliases=("ID", "序号", "条目编号"), longest=120),
    Column(
        "text",
        Text("内容", "Text"),
        required=True,
        aliases=("正文", "摘要", "全文"),
        longest=LONGEST,
        example="东门外的砖窑又冒黑烟了",
        private=True,
    ),
    Column("place", Text("地点", "Place"), aliases=("地域", "涉及地区"), longest=LONGEST_PLACE, private=True),
    Column("time", Text("时间", "Time"), aliases=("发布时间", "发表时间"), longest=40, example="2026-03-02 08:30"),
    Column("link", Text("链接", "Link"), aliases=("网址", "URL", "原文链接"), longest=LONGEST_LINK, private=True),
)
OPINION = Kind(
    "opinion",
    Text("网络舆情", "Public opinion"),
    Text(
        "监测服务给的表：内容、地点、时间、链接、来源。写着作者、用户、账号的列不读不存。",
        "Sheets of a monitoring service: text, place, time, link, source. "
        "Columns of authors, users, accounts are neither read nor kept.",
    ),
    COLUMNS,
    item,
    batch=200,
    private=True,
    dropped=names_an_author,
)
