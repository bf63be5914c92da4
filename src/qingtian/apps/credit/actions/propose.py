"""Propose a listing (提出列入): about a served decision in force, once a decision, with the name the public reads."""

from __future__ import annotations

from qingtian.apps.credit.levels import level_of
from qingtian.apps.credit.masking import masked_name
from qingtian.apps.credit.models import ListEntry
from qingtian.apps.parties.models import Party
from qingtian.apps.parties.queries import of_reference
from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.publishing.told_decisions import decision_of
from qingtian.errors import Refused
from qingtian.language import Text

CASES = ("penalty_case",)
BASIS = "penalty_law_2021 48"
NO_CASE = Text("写一件处罚案件的编号。", "Give the number of a penalty case.")
NO_PARTY = Text("案件没有登记这个当事人。", "The case names no such party.")
TWICE = Text("{number} 的决定已经提出列入：{other}。", "The decision of {number} is proposed already: {other}.")
NAMED = Text("公开的违法事实里有自然人的姓名，去掉。", "The public words name a natural person; take the name out.")


def propose(performed: Performed) -> None:
    """The effect of ``propose``. Raises Refused ``listing.no_case``, ``.not_in_force``, ``.twice``, ``.no_party``,
    ``.names_a_person``."""
    values = performed.values
    case = Proceeding.objects.select_for_update().get(uid=values["about"]["uid"])
    if case.procedure not in CASES:
        raise Refused("listing.no_case", NO_CASE, where="about", basis=BASIS)
    decision = decision_of(case)
    if lack := decision.lack(performed.act.on):
        raise Refused("listing.not_in_force", lack, where="about", basis=BASIS)
    _refuse_second(case)
    party = _party_of(case, performed)
    if party.is_person and party.name and party.name in values["subject"]:
        raise Refused("listing.names_a_person", NAMED, where="subject", basis="information_regulations_2019 15")
    assert decision.decided_on is not None  # a decision in force was made
    ListEntry.objects.create(
        proceeding=performed.proceeding,
        case=case,
        party=party.number,
        is_person=party.is_person,
        name=masked_name(party.name) if party.is_person else party.name,
        credit_code="" if party.is_person else party.credit_code,
        what=values["subject"][:500],
        list_kind=values["list_kind"],
        legal_basis=(values.get("legal_basis") or "")[:200],
        level=level_of(values["sanctions"]).id,
        decision_number=values["decision_number"][:60],
        decided_on=decision.decided_on,
        office=performed.after.organ("office") or "",
    )
    link(case, performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq)


def _refuse_second(case: Proceeding) -> None:
    """One decision, one entry: a second only after the first was not made or ended."""
    open_ones = ListEntry.objects.filter(case=case, proceeding__ended_on__isnull=True)
    if other := open_ones.values_list("proceeding__number", flat=True).first():
        raise Refused("listing.twice", TWICE.format(number=case.number, other=other), where="about")


def _party_of(case: Proceeding, performed: Performed) -> Party:
    """The party of the case, which is the one the act names."""
    named = (case.projection["facts"].get("party") or {}).get("number")
    party = of_reference(performed.values["party"])
    if party is None or party.number != named:
        raise Refused("listing.no_party", NO_PARTY, where="party")
    return party
