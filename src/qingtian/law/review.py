"""What the legal officer still has to look at: numbers unverified, long unchecked, or resting on a repealed text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qingtian.language import Text
from qingtian.law.model import CERTAINTIES, Basis, Edition, Parameter
from qingtian.law.periods import months_after
from qingtian.law.registry import Law

#: after this many months a check is old; it is how this product works, not a rule of law
MONTHS_BETWEEN_CHECKS = 12
VERIFIED = "sure"

KINDS: dict[str, Text] = {
    "repealed": Text("引用已废止的文件", "cites a repealed text"),
    "unverified": Text("未经核实", "unverified"),
    "local_default": Text("本地默认值，待使用单位确认", "local default, for the office to confirm"),
    "no_article": Text("未注明条号", "no article given"),
    "unchecked": Text("超过一年未核对", "unchecked for a year"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: the parameter, the kind (a key of ``KINDS``), and the detail in words."""

    parameter: str
    kind: str
    detail: Text

    def as_dict(self, language: str = "en") -> dict[str, str]:
        return {"id": self.parameter, "kind": self.kind, "detail": self.detail.in_(language)}


def findings(law: Law, *, as_of: date) -> tuple[Finding, ...]:
    """Everything to look at on a day, gravest kind first. Parameters not yet or no longer in force are left out."""
    found = [finding for id_ in sorted(law.parameters) for finding in _of(law, law.parameters[id_], as_of)]
    order = list(KINDS)
    return tuple(sorted(found, key=lambda finding: order.index(finding.kind)))


def _of(law: Law, parameter: Parameter, as_of: date) -> Iterator[Finding]:
    editions = [edition for edition in parameter.editions if edition.from_day <= as_of]
    if not editions or editions[-1].value is None:
        return
    edition = editions[-1]
    for basis, certainty in _bases(edition):
        yield from _repealed(law, parameter, basis, as_of)
        yield from _uncertain(law, parameter, basis, certainty)
    yield from _old(parameter, edition, as_of)


def _bases(edition: Edition) -> Iterator[tuple[Basis, str]]:
    yield edition.basis, edition.certainty
    extension = edition.extension
    if extension and extension.basis and extension.certainty:
        yield extension.basis, extension.certainty


def _repealed(law: Law, parameter: Parameter, basis: Basis, as_of: date) -> Iterator[Finding]:
    instrument = law.instrument(basis.instrument)
    if instrument.in_force_to is None or as_of <= instrument.in_force_to:
        return
    detail = Text("{c}，{day}后失效", "{c}, in force until {day}")
    yield Finding(parameter.id, "repealed", detail.format(c=law.cite(basis), day=instrument.in_force_to.isoformat()))


def _uncertain(law: Law, parameter: Parameter, basis: Basis, certainty: str) -> Iterator[Finding]:
    cited = law.cite(basis)
    if certainty == "local_default":
        yield Finding(parameter.id, "local_default", cited)
        return
    if certainty != VERIFIED:
        detail = Text("{c}：{mark}", "{c}: {mark}").format(c=cited, mark=CERTAINTIES[certainty])
        yield Finding(parameter.id, "unverified", detail)
    if not basis.article:
        yield Finding(parameter.id, "no_article", cited)


def _old(parameter: Parameter, edition: Edition, as_of: date) -> Iterator[Finding]:
    checked = edition.last_checked
    if checked is None or as_of <= months_after(checked, MONTHS_BETWEEN_CHECKS):
        return
    detail = Text("上次核对：{day}", "last checked {day}").format(day=checked.isoformat())
    yield Finding(parameter.id, "unchecked", detail)
