"""Draw look-backs (回头看抽取): fix the list, then draw by a seed nobody knew, then follow what was found."""

from __future__ import annotations

from datetime import date, datetime

from qingtian.apps.cases.look_back_drawing import drawn_cases, of_lines, reasons_of_lines
from qingtian.apps.cases.look_back_risk import risk_of, rules_on
from qingtian.apps.cases.models import DrawnCase
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Party, Proceeding
from qingtian.drawing.ordering import digest
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures.who import Actor

NOTHING = Text("这一段没有销号、还没回头看的案。", "No case was closed in that time that still awaits its look-back.")
CHANGED = Text("候选名单刚刚变了，请再定一次。", "The candidates have just changed; fix the list again.")
RANDOM, RISK = "cases.look_back_random", "cases.look_back_risk"


def closed_cases(first: date, last: date) -> dict[str, list[Proceeding]]:
    """Cases closed in that time and not looked back at, by implementing unit."""
    closed = Proceeding.objects.filter(
        procedure="five_ones_case", state="closed", ended_on__gte=first, ended_on__lte=last
    ).order_by("number")
    units = dict(
        Party.objects.filter(proceeding__in=closed, relation="implementing").values_list("proceeding", "organ")
    )
    found: dict[str, list[Proceeding]] = {}
    for case in closed:
        found.setdefault(units.get(case.pk, "-"), []).append(case)
    return found


def _numbers(found: dict[str, list[Proceeding]]) -> dict[str, list[str]]:
    return {unit: [case.number for case in cases] for unit, cases in found.items()}


def _at_risk(found: dict[str, list[Proceeding]], on: date) -> str:
    """Those a rule speaks of, a line each, the most points first; equal points by number."""
    rules = rules_on(on)
    told = [(risk_of(case, rules), case.number) for cases in found.values() for case in cases]
    grave = sorted((one for one in told if one[0].points), key=lambda one: (-one[0].points, one[1]))
    return "\n".join(f"{number} {'；'.join(reason.zh for reason in risk.reasons)}" for risk, number in grave)


def commit_draw(
    *,
    by: Actor,
    on: date,
    now: datetime,
    subject: str,
    first_day: str,
    last_day: str,
    seed_source: str,
    once: str | None = None,
    generated: bool = False,
) -> Proceeding:
    """Open a draw with its list, its shares of that day and its reasons of risk.

    Raises Refused (FieldsRefused); ``look_back.nothing`` where no case can be drawn.
    """
    try:
        found = closed_cases(date.fromisoformat(first_day), date.fromisoformat(last_day))
    except ValueError:
        found = {}  # the act itself says which field is wrong
    else:
        if not found:
            raise Refused("look_back.nothing", NOTHING)
    law, numbers = load_law(), _numbers(found)
    fields = {
        "subject": subject,
        "first_day": first_day,
        "last_day": last_day,
        "seed_source": seed_source,
        "random_share": law.figure(RANDOM, on=on).value,
        "risk_share": law.figure(RISK, on=on).value,
        "population": sum(len(of_unit) for of_unit in numbers.values()),
        "digest": digest(numbers),
        "candidates": "\n".join(f"{unit} {number}" for unit, of_unit in sorted(numbers.items()) for number in of_unit),
        "at_risk": _at_risk(found, on),
    }
    title = subject[:200]
    return open_proceeding(
        "look_back_draw", by=by, on=on, now=now, title=title, fields=fields, once=once, generated=generated
    )


def check_list(performed: Performed) -> None:
    """The effect of fixing the list: it is the list of the day, whoever wrote it down."""
    values = performed.values
    found = closed_cases(date.fromisoformat(values["first_day"]), date.fromisoformat(values["last_day"]))
    if not found:
        raise Refused("look_back.nothing", NOTHING)
    written = of_lines(values["candidates"])
    told = {number: unit for unit, numbers in _numbers(found).items() for number in numbers}
    if digest(_numbers(found)) != values["digest"] or written != told:
        raise Refused("look_back.changed", CHANGED)


def write_drawn(performed: Performed) -> None:
    """The effect of the seed: list and shares of the record decide, nothing else is asked."""
    facts = performed.after.facts
    units = of_lines(facts["candidates"])
    drawn = drawn_cases(
        units,
        reasons_of_lines(facts.get("at_risk", "")),
        str(facts["seed"]),
        random_share=facts["random_share"],
        risk_share=facts["risk_share"],
    )
    keys = dict(Proceeding.objects.filter(number__in=[one.number for one in drawn]).values_list("number", "pk"))
    DrawnCase.objects.bulk_create(
        DrawnCase(
            draw=performed.proceeding,
            case_id=keys[one.number],
            unit=one.unit,
            by=one.by,
            ticket=one.ticket,
            reasons=list(one.reasons),
        )
        for one in drawn
    )


def forget_drawn(performed: Performed) -> None:
    """The seed was written down wrongly and the act voided: nothing is drawn until it is written again."""
    DrawnCase.objects.filter(draw=performed.proceeding).delete()


def note_looker(performed: Performed) -> None:
    """The case was given to a unit to look at: its open draws say so."""
    looker = performed.values["looker"]["chain"][-1]
    DrawnCase.objects.filter(case=performed.proceeding, looked_by=None).update(looker=looker)


def forget_looker(performed: Performed) -> None:
    DrawnCase.objects.filter(case=performed.proceeding, looked_by=None).update(looker="")


def note_result(performed: Performed) -> None:
    """Somebody looked: its open draws have their result. ``relapse`` is yes or no; a reopened case came back."""
    DrawnCase.objects.filter(case=performed.proceeding, looked_by=None).update(
        result=performed.values.get("relapse", "yes"), looked_by=performed.act.seq
    )


def forget_result(performed: Performed) -> None:
    seq = performed.extra["voided"]["seq"]
    DrawnCase.objects.filter(case=performed.proceeding, looked_by=seq).update(result="", looked_by=None)
