"""What a fresh form of an act holds already: what the notice said, the remedies, whether there is money to pay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from qingtian.apps.penalties.offered_words import performance, rights, warning
from qingtian.apps.penalties.remedies import remedy_clause
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of

#: facts each act is offered, where the matter knows them
FROM_FACTS = {
    "report_investigation": ("violation", "act_on", "harm", "computed_fine", "law_choice", "discretion"),
    "notify": ("facts_found", "law_basis", "fine_minimum", "fine_maximum"),
    "decide": ("facts_found", "reasons", "law_basis", "kinds", "fine", "confiscation", "mitigation"),
    "decide_no_penalty": ("facts_found", "harm"),
}
WITH_REMEDY = ("decide", "decide_no_penalty", "order_correction", "punish_on_the_spot")
WORDS: dict[str, dict[str, Callable[[date], str]]] = {
    "notify": {"rights": rights},
    "decide": {"how_to_perform": performance},
    "order_correction": {"warning": warning},
}
MONEY = frozenset({"fine", "confiscation"})


def offers(proceeding: Proceeding, act: str) -> Mapping[str, Any]:
    """Words the records write and a person checks."""
    projection = projection_of(proceeding)
    facts = projection.facts
    found = {name: facts[name] for name in FROM_FACTS.get(act, ()) if facts.get(name)}
    if act == "notify" and (weighed := facts.get("proposed_fine") or facts.get("computed_fine")):
        found["fine"] = weighed
    if act in ("serve_decision", "deem_served"):
        found["to_pay"] = "yes" if MONEY & set(facts.get("kinds") or ()) else "no"
    day = date.fromisoformat(str(projection.last_on))
    for name, words in WORDS.get(act, {}).items():
        found[name] = words(day)
    if act in WITH_REMEDY:
        office = Organ.objects.select_related("parent__parent").get(code=projection.organ("office"))
        found["remedy"] = remedy_clause(office, day)
    return found
