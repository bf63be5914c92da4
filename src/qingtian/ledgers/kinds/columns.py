"""Columns that several kinds of ledger share."""

from __future__ import annotations

from dataclasses import replace

from qingtian.language import Text
from qingtian.tables import Column

BY_NAME = Text("可空着：空着按名称认。", "May be empty: then it is known by its name.")
CODE_OR_NAME = Text("写代码或全称。", "Its code or its full name.")


def code(zh: str = "代码", en: str = "Code", *, required: bool = False, example: str = "", **more: object) -> Column:
    """The natural key."""
    note = None if required else BY_NAME
    return Column("code", Text(zh, en), "code", required, ("编码", "编号"), note=note, example=example, longest=60)


def names(example_zh: str, example_en: str, *aliases: str) -> tuple[Column, Column]:
    """The name in both languages."""
    return (
        Column(
            "name_zh", Text("名称", "Name in Chinese"), required=True, aliases=aliases, example=example_zh, longest=120
        ),
        Column(
            "name_en",
            Text("英文名称", "Name in English"),
            note=Text("可以以后再补。", "May follow later."),
            example=example_en,
            longest=160,
        ),
    )


def named(name: str, zh: str, en: str, *aliases: str, required: bool = False, example: str = "") -> Column:
    """Something named by its code or its name."""
    return Column(
        name, Text(zh, en), required=required, aliases=aliases, note=CODE_OR_NAME, example=example, longest=160
    )


LONGITUDE = Column("longitude", Text("经度", "Longitude"), "decimal", aliases=("东经",), example="102.712300")
LATITUDE = Column("latitude", Text("纬度", "Latitude"), "decimal", aliases=("北纬",), example="25.040600")
DEGREES = Text("WGS-84，十进制度。", "WGS-84, decimal degrees.")


def coordinates() -> tuple[Column, Column]:
    """Longitude and latitude, which go together or not at all."""
    return replace(LONGITUDE, note=DEGREES), replace(LATITUDE, note=DEGREES)
