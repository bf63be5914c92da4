"""A list in words (清单全文): a line an item, the same for the officer who submits it, the act and the paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from qingtian.apps.problem_lists.models import ListItem, ProblemList

EMPTY = "经查，本年度没有列入清单的问题。"


def items_of(held: ProblemList) -> list[ListItem]:
    """Every item of the list, merged and dropped ones too, by number."""
    found = held.items.select_related("source", "unit", "case", "carried_from__problem_list", "problem_list")
    return list(found.order_by("number"))


def merged_under(items: Sequence[ListItem]) -> Mapping[int, list[ListItem]]:
    """By key of a standing item, those that went into it, directly or through another."""
    by_key = {item.pk: item for item in items}
    found: dict[int, list[ListItem]] = defaultdict(list)
    for item in items:
        root = item
        while root.merged_into_id is not None:
            root = by_key[root.merged_into_id]
        if root is not item:
            found[root.pk].append(item)
    return found


def source_of(item: ListItem) -> str:
    """Kind, number and words of one source; the kind alone where an item is carried over and nothing else was said."""
    parts = [item.source.number if item.source else "", item.source_words]
    return " ".join([item.get_source_kind_display(), *(part for part in parts if part)])


def sources_of(item: ListItem, merged: Sequence[ListItem]) -> list[str]:
    """Its own source and those of the items merged into it, each kept."""
    return [source_of(item), *(f"{source_of(one)}（并入第{one.number}条）" for one in merged)]


def carried_words(item: ListItem) -> str:
    """Where an item was carried over from; empty for a new one."""
    if item.carried_from is not None:
        return f"结转自{item.carried_from.problem_list.year}年清单第{item.carried_from.number}条"
    return "以前年度结转" if item.carried else ""


def text_of(items: Sequence[ListItem]) -> str:
    """The standing items, a line each."""
    under = merged_under(items)
    lines = [_line(item, under.get(item.pk, [])) for item in items if item.stands]
    return "\n".join(lines) or EMPTY


def _line(item: ListItem, merged: Sequence[ListItem]) -> str:
    parts = [
        f"{item.number}. {item.subject}",
        f"来源：{'、'.join(sources_of(item, merged))}（{item.get_source_level_display()}）",
        f"责任单位：{item.unit.name_zh}",
        f"时限：{item.deadline}",
        carried_words(item),
    ]
    return "；".join(part for part in parts if part)


def rows_of(items: Sequence[ListItem]) -> list[dict[str, Any]]:
    """The standing items as a version keeps them for the pages."""
    under = merged_under(items)
    return [
        {
            "number": item.number,
            "subject": item.subject,
            "sources": sources_of(item, under.get(item.pk, [])),
            "level": item.source_level,
            "unit": {"zh": item.unit.name_zh, "en": item.unit.name_en},
            "deadline": item.deadline.isoformat(),
            "carried": item.carried,
            "carried_words": carried_words(item),
        }
        for item in items
        if item.stands
    ]
