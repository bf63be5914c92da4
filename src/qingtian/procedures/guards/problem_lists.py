"""Conditions of the yearly problem list (年度问题清单)."""

from __future__ import annotations

from datetime import date

from qingtian.language import Text
from qingtian.procedures.fields import plain
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: of each item by its number, its state and its case; what is still proposed; the list in full
ITEMS, UNDECIDED, LIST_TEXT = "items", "undecided", "list_text"
#: given by the chapter: the standing list of an area and year, items of last year's list, sources and items taken over
STANDING, LAST_YEAR, SOURCES, CARRIED = "standing", "last_year", "sources", "carried"
#: given by the chapter: which principal confirmed first, which items name a leader
FIRST, NAMING = "first_principal", "naming"
SHOWN = 5


@guard("begins_the_year", Text("写年度的1月1日", "the first of January of that year"), needs_fields=True)
def begins_the_year(context: GuardContext) -> Text | None:
    first = date.fromisoformat(context.fields["begins"])
    if (first.year, first.month, first.day) == (context.fields["year"], 1, 1):
        return None
    return Text("年度的第一天是那一年的1月1日。", "The first day is the first of January of that year.")


@guard(
    "one_list_an_area_and_year",
    Text("一个区域一年一份清单", "one list per area and year"),
    needs_fields=True,
    needs_world=(STANDING,),
)
def one_list_an_area_and_year(context: GuardContext) -> Text | None:
    key = f"{context.fields['area']['code']}/{context.fields['year']}"
    other = context.world.get(STANDING, {}).get(key)
    if other is None:
        return None
    return Text(f"这个区域这一年已有清单：{other}。", f"That area has a list of that year already: {other}.")


@guard("source_is_named", Text("写了来源", "the source is named"), needs_fields=True)
def source_is_named(context: GuardContext) -> Text | None:
    if any(context.fields.get(name) for name in ("source", "source_words", "carried_from", "measured")):
        return None
    return Text("写来源的编号，没有编号的写来源说明。", "Give the number of the source, or say it in words.")


@guard(
    "source_listed_once",
    Text("同一来源只列一次", "a source is listed once"),
    needs_fields=True,
    needs_world=(SOURCES,),
)
def source_listed_once(context: GuardContext) -> Text | None:
    source = (context.fields.get("source") or {}).get("number")
    item = context.world.get(SOURCES, {}).get(source) if source else None
    if item is None:
        return None
    return Text(f"{source} 已经是第 {item} 条的来源。", f"{source} is the source of item {item} already.")


@guard(
    "carried_item_exists",
    Text("上一年清单里有这一条", "last year's list has that item"),
    needs_fields=True,
    needs_world=(LAST_YEAR, CARRIED),
)
def carried_item_exists(context: GuardContext) -> Text | None:
    number = context.fields.get("carried_from")
    if number is None:
        return None
    if number not in context.world.get(LAST_YEAR, ()):
        return Text(f"上一年的清单里没有第 {number} 条。", f"Last year's list has no item {number}.")
    if number in context.world.get(CARRIED, ()):
        return Text(f"上一年第 {number} 条已经结转过来了。", f"Item {number} of last year was carried over already.")
    return None


@guard("one_candidate_named", Text("说明是哪一个建议", "it says which proposal"), needs_fields=True)
def one_candidate_named(context: GuardContext) -> Text | None:
    named = (
        bool(context.fields.get("candidate")),
        context.fields.get("carried_from") is not None,
        bool(context.fields.get("measured")),
    )
    if sum(named) == 1:
        return None
    return Text(
        "写编号、上一年清单第几条或者监测建议的代号，只写一个。",
        "Give the number, the item of last year, or the key of what was measured: one of them.",
    )


def _item(context: GuardContext, field: str = "number") -> dict[str, str] | None:
    found: dict[str, str] | None = context.world.get(ITEMS, {}).get(context.fields[field])
    return found


@guard("item_stands", Text("这一条在清单里", "the item stands in the list"), needs_fields=True, needs_world=(ITEMS,))
def item_stands(context: GuardContext) -> Text | None:
    item, number = _item(context), context.fields["number"]
    if item is None:
        return Text(f"清单里没有第 {number} 条。", f"The list has no item {number}.")
    if item["state"] != "stands":
        return Text(f"第 {number} 条已经并入别的或者去掉了。", f"Item {number} was merged or dropped.")
    return None


@guard(
    "merged_into_a_standing_item",
    Text("并入的是另一条还在的", "merged into another item that stands"),
    needs_fields=True,
    needs_world=(ITEMS,),
)
def merged_into_a_standing_item(context: GuardContext) -> Text | None:
    into = _item(context, "into")
    if into is not None and into["state"] == "stands" and context.fields["into"] != context.fields["number"]:
        return None
    return Text("要并入清单里另外一条还在的。", "It is merged into another item that stands in the list.")


@guard(
    "item_without_open_case",
    Text("这一条没有在办的案", "the item has no open case"),
    needs_fields=True,
    needs_world=(ITEMS,),
)
def item_without_open_case(context: GuardContext) -> Text | None:
    item = _item(context)
    if item is None or not item["open_case"]:
        return None
    case = item["open_case"]
    return Text(f"{case} 还在办，不能去掉；先办结或撤销它。", f"{case} is open: close or withdraw that first.")


@guard("item_not_assigned", Text("还没有分办", "not assigned yet"), needs_fields=True, needs_world=(ITEMS,))
def item_not_assigned(context: GuardContext) -> Text | None:
    item = _item(context)
    if item is None or not item["case"]:
        return None
    return Text(f"这一条已经分办为 {item['case']}。", f"That item is {item['case']} already.")


@guard(
    "every_candidate_decided",
    Text("建议都作了取舍", "every proposal was taken or left"),
    needs_world=(UNDECIDED,),
    rests_on=("take_item", "leave_candidate"),
)
def every_candidate_decided(context: GuardContext) -> Text | None:
    left = context.world.get(UNDECIDED, ())
    if not left:
        return None
    shown = "、".join(left[:SHOWN])
    return Text(f"还有 {len(left)} 条建议没有取舍：{shown}", f"{len(left)} proposals are not decided: {shown}")


@guard(
    "list_as_it_stands",
    Text("清单全文和现有条目一致", "the text is the list as it stands"),
    needs_fields=True,
    needs_world=(LIST_TEXT,),
)
def list_as_it_stands(context: GuardContext) -> Text | None:
    if context.fields["list_text"] == plain(context.world.get(LIST_TEXT, "")):
        return None
    return Text(
        "清单全文和现有条目不一致：条目变过，或者文字被改过。请重新打开这一页。",
        "The text is not the list as it stands: an item changed, or the words did. Open the page again.",
    )


@guard("principal_of_this_area", Text("这个区域的主要负责人", "a principal of this very area"))
def principal_of_this_area(context: GuardContext) -> Text | None:
    area = (context.projection.facts.get("area") or {}).get("code")
    if context.actor.principal and context.actor.area == area:
        return None
    return Text("要由这个区域党政主要负责人确认。", "A Party or government principal of this area confirms it.")


@guard(
    "other_principal",
    Text("另一位主要负责人", "the other principal"),
    needs_world=(FIRST,),
    rests_on=("confirm",),
)
def other_principal(context: GuardContext) -> Text | None:
    if context.actor.principal != context.world.get(FIRST):
        return None
    return Text("党政两位主要负责人各确认一次，您这一方已经确认过。", "Each principal confirms once; your side has.")


@guard(
    "every_item_assigned",
    Text("每一条都分办了", "every item is assigned"),
    needs_world=(ITEMS,),
    rests_on=("assign_item",),
)
def every_item_assigned(context: GuardContext) -> Text | None:
    items = context.world.get(ITEMS, {})
    left = [str(number) for number, item in items.items() if item["state"] == "stands" and not item["case"]]
    if not left:
        return None
    numbers = "、".join(left)
    return Text(f"还没有分办：第 {numbers} 条", f"Not assigned yet: items {numbers}")


@guard(
    "subjects_name_no_leader",
    Text("问题里没有领导姓名", "no item names a leader"),
    needs_world=(NAMING,),
)
def subjects_name_no_leader(context: GuardContext) -> Text | None:
    naming = context.world.get(NAMING, ())
    if not naming:
        return None
    numbers = "、".join(str(number) for number in naming)
    return Text(
        f"第 {numbers} 条写了领导姓名，不能公布；先调整清单。",
        f"Items {numbers} name a leader and cannot be published; amend the list first.",
    )


@guard("year_is_over", Text("这一年过完了", "the year is over"))
def year_is_over(context: GuardContext) -> Text | None:
    if context.on.year > int(context.projection.facts.get("year") or 0):
        return None
    return Text("这一年还没有过完。", "The year is not over yet.")
