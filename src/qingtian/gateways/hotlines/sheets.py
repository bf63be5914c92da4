"""A hotline's export as orders: columns by their many names, values as they are written there.

Whatever the columns do not name stays in the raw record, which is sealed: an unknown column may hold a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Identity
from qingtian.gateways.hotlines.moments import moment
from qingtian.gateways.hotlines.order import Order
from qingtian.language import Text
from qingtian.tables import Column, Record, Table
from qingtian.tables.columns import Type

_STEPS = ("/", "／", ">", "＞", "-", "—", "|", "、")
_YES = ("是", "保密", "需要", "回访", "y", "yes", "true", "1", "满意", "解决", "已解决", "基本满意")
_NO = ("否", "不保密", "公开", "不回访", "n", "no", "false", "0", "不满意", "未解决")


def _column(name: str, zh: str, en: str, *aliases: str, private: bool = False, longest: int = 2000,
            required: bool = False, type: Type = "text") -> Column:  # fmt: skip
    return Column(name, Text(zh, en), type, aliases=aliases, private=private, longest=longest, required=required)


#: every hotline's export is read by the same columns; a city's own heads are matched once and kept
COLUMNS: tuple[Column, ...] = (
    _column("number", "工单编号", "Order number", "工单号", "举报编号", "受理编号", "诉求编号", "编号", "信件编号",
            "工单ID", "record_number", "roll_number", "orderNo", "external_no", required=True, longest=60, type="code"),
    _column("content", "诉求内容", "What is asked", "举报内容", "事件描述", "工单内容", "反映内容", "内容", "问题描述",
            "来电内容", "roll_content", "content", required=True, longest=8000, private=True),
    _column("title", "标题", "Title", "工单标题", "诉求标题", "主题", "title", longest=200, private=True),
    _column("remark", "备注", "Remark", "补充说明", "note", longest=2000, private=True),
    _column("name", "姓名", "Name", "举报人", "诉求人", "反映人", "来电人", "联系人", "市民姓名", "payroll_name",
            longest=100, private=True),
    _column("phone", "联系电话", "Telephone", "联系方式", "来电号码", "电话", "手机号", "手机", "company_tel",
            longest=50, private=True),
    _column("gender", "性别", "Gender", longest=20, private=True),
    _column("id_number", "证件号码", "Identity number", "身份证号", "身份证", longest=40, private=True),
    _column("home", "联系地址", "Address of the caller", "住址", "家庭住址", "通讯地址", longest=300, private=True),
    _column("anonymous", "是否匿名", "Anonymous", "匿名", longest=20),
    _column("confidential", "是否保密", "In confidence", "保密", "信息保密", "是否公开", longest=20),
    _column("place", "地址", "Place", "事发地址", "事发地点", "诉求地址", "问题地址", "addr",
            longest=300, private=True),
    _column("district", "行政区划", "Division", "区域", "所属区县", "区县", "事发区域", "region_district_id",
            longest=80),
    _column("longitude", "经度", "Longitude", "lon", "lng", longest=30),
    _column("latitude", "纬度", "Latitude", "lat", longest=30),
    _column("subject_name", "被反映对象", "Reported subject", "被举报单位", "企业名称", "涉事单位", "distribute_way",
            longest=200, private=True),
    _column("source_channel", "受理方式", "Channel there", "举报渠道", "来源", "诉求来源", "来电渠道", "src_way",
            longest=40),
    _column("business_type", "业务类别", "Kind of request", "工单类型", "诉求类型", "类型", "payroll_type", longest=40),
    _column("category", "诉求分类", "Category", "事件类型", "污染类型", "问题分类", "诉求类别", "分类",
            "event_type2_id", longest=200),
    _column("urgency", "紧急程度", "Urgency", "是否紧急", longest=40),
    _column("status", "工单状态", "Status", "状态", "当前节点", "受理状态", "办理状态", "ps_caption_current",
            longest=40),
    _column("need_callback", "是否回访", "Call back", "note14", longest=20),
    _column("accepted_at", "受理时间", "Accepted", "举报时间", "来电时间", "登记时间", "创建时间", longest=40),
    _column("dispatched_at", "派单时间", "Dispatched", "交办时间", "转办时间", "派发时间", longest=40),
    _column("due_at", "到期时间", "Due", "办理期限", "截止时间", "办结时限", "要求办结时间", "handle_rel_expire_time",
            longest=40),
    _column("extended_due_at", "延期后到期时间", "Due after extension", "延期时间", "延期至", longest=40),
    _column("updated_at", "更新时间", "Updated", "最后更新时间", "修改时间", longest=40),
    _column("handling_satisfied", "办理满意", "Satisfied with the result", "回访满意度", "结果满意度", longest=20),
    _column("process_satisfied", "过程满意", "Satisfied with the course", "过程满意度", longest=20),
    _column("solved", "是否解决", "Solved", "问题是否解决", longest=20),
    _column("counted", "是否考核", "Counted in the assessment", "是否纳入考核", longest=20),
)  # fmt: skip


@sensitive_variables()
def order_of(system: str, record: Record, table: Table) -> Order:
    """Read a row. Raises UnusableInput where a time or a coordinate cannot be read; no cell is repeated."""
    cell = {name: str(value) for name, value in record.values.items() if value not in (None, "")}
    get = lambda name: cell.get(name, "")  # noqa: E731
    raw = {heading: text for heading, text in zip(table.headings, record.cells, strict=False) if text}
    anonymous = yes(get("anonymous")) is True
    others = " ".join(part for part in (get("gender"), get("id_number"), get("home")) if part)
    return Order(
        system=system,
        number=get("number"),
        content=get("content"),
        raw=raw,
        identity=Identity("" if anonymous else get("name"), get("phone"), others[:1000]),
        title=get("title"),
        remark=get("remark"),
        place=get("place"),
        subject_name=get("subject_name"),
        district=get("district"),
        longitude=_degrees(get("longitude"), 180),
        latitude=_degrees(get("latitude"), 90),
        source_channel=get("source_channel"),
        business_type=get("business_type"),
        category=steps(get("category")),
        urgency=get("urgency"),
        status=get("status"),
        confidential=_confidential(record, table, get("confidential")),
        need_callback=yes(get("need_callback")) is True,
        accepted_at=moment(get("accepted_at"), "accepted_at"),
        dispatched_at=moment(get("dispatched_at"), "dispatched_at"),
        due_at=moment(get("extended_due_at") or get("due_at"), "due_at"),
        stamp=updated.isoformat() if (updated := moment(get("updated_at"), "updated_at")) else "",
        evaluation={name: said for name in EVALUATED if (said := yes(get(name))) is not None},
    )


EVALUATED = ("handling_satisfied", "process_satisfied", "solved", "counted")


def yes(written: str) -> bool | None:
    """True or False as hotlines write it; None where it says neither."""
    word = written.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def _confidential(record: Record, table: Table, written: str) -> bool:
    """“保密” anywhere in its column, or “公开” answered with no; a doubt is taken for confidence."""
    word = written.strip()
    if not word:
        return False
    return word not in ("否", "不保密", "公开", "n", "no", "0", "false")


def steps(written: str) -> tuple[str, ...]:
    """A category path in whatever separates its steps.

    >>> steps("环境保护/大气污染/异味")
    ('环境保护', '大气污染', '异味')
    """
    words = [written]
    for mark in _STEPS:
        words = [part for word in words for part in word.split(mark)]
    return tuple(word.strip()[:40] for word in words if word.strip())[:6]


def _degrees(written: str, most: int) -> Decimal | None:
    """A coordinate; what is none is left out, because the place is told in words as well."""
    try:
        value = Decimal(written).quantize(Decimal("0.000001")) if written else None
    except ArithmeticError:
        return None
    return value if value is not None and value and -most <= value <= most else None


def known_columns(headings: Sequence[str], mapping: dict[str, str]) -> list[str]:
    """Headings no column takes; they stay in the sealed raw record."""
    return [heading for heading in headings if heading not in mapping.values()]
