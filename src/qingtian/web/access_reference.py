"""``docs/reference/access.md``, printed from the declared policies and the resolver."""

from __future__ import annotations

import os

import django

from qingtian.procedures.who import ROLES
from qingtian.web.access import DOORS, PAGES, Address, Page, addresses

OPENING = """# Access 谁能打开哪一页

Printed from `qingtian.web.access` by `python -m qingtian.web.access_reference`; do not edit by hand.

A page that is not in this table is refused (404). A method that is not in it is refused (405). Every address exists
twice, in Chinese and under `/en/` in English. `tests/web/test_access_matrix.py` tries every page as every role, as
nobody, as a person without a post and as one whose tenure has ended, against a matter of one's own, of another county,
an accusation, a work secret, and numbers that do not exist.

| Address | Methods | Who | Whose record decides |
|---|---|---|---|"""

ABOUT = {
    "": "",
    "draft": "草稿 the draft of this browser",
    "link": "反映人自己的件 the report of this link",
    "matter": "本人能看的件 matters in one's scope",
    "absence": "本人、单位负责人和管理员能登记的离岗 absences one may enter",
    "person": "人员 a person",
    "post": "岗位 a post",
    "organ": "本单位和下级单位 one's own organ and those below it",
    "system": "申报过的外部系统 a declared upstream system",
    "indicator": "指标 an indicator, by its code",
    "template": "文书模板 a template of a paper",
    "party": "当事人 a party",
    "message": "参与单位的往来文书 a message of a matter one's organ takes part in",
    "clue": "线索 a clue of the register",
    "kind of oversight": "人大监督的一种 a kind of the congress' supervision",
    "kind of remedy": "复议应诉的一种 a kind of remedy",
    "kind of ledger": "台账种类 a kind of ledger",
    "rule of air": "空气的一条未核实的规则 a rule of air that is not sure",
    "ledger import": "一次台账导入 one import of a ledger",
    "upstream import": "本单位读回的表 a sheet one's own organ read back",
    "schedule": "定时任务 a schedule",
    "act on several": "可以一起办的动作，每一件各看权限 an act several matters may share, each by its own scope",
    "saved filter": "自己存下的筛选 a filter one saved oneself",
    "identity": "收件机构和承办单位 the receiving office and the handling organ",
}


def page() -> str:
    """The whole page; ends with a newline."""
    rows = [_row(found, PAGES[found.name]) for found in addresses() if found.name in PAGES]
    return "\n".join([OPENING, *rows]) + "\n"


def _row(found: Address, declared: Page) -> str:
    about = ABOUT.get(declared.about, declared.about)
    return f"| `/{found.route}` | {' '.join(declared.methods)} | {_who(declared)} | {about} |"


def _who(declared: Page) -> str:
    words = DOORS[declared.door]
    said = f"{words.zh} {words.en}"
    if declared.roles:
        said += f"：{_roles(declared.roles)}"
    if declared.auditors:
        said += "（审计人员也能打开 auditors too）"
    if declared.readers:
        said += "（只读账号也能打开 accounts for reading too）"
    if declared.acting:
        said += f"；POST：{_roles(declared.acting)}"
    return said


def _roles(codes: frozenset[str]) -> str:
    return "、".join(f"{ROLES[code].zh} {ROLES[code].en}" for code in sorted(codes))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingtian.config.settings")
    django.setup()
    print(page(), end="")  # noqa: T201
