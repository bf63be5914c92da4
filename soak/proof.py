"""What must hold after anything: the acknowledged is there, once; chains whole; identities present; no half file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from soak.channels import CHANNELS
from soak.work import CELLS, NOW, Say

#: deeds that bring a report in
RECEIVING = {"receive", *CHANNELS}


@dataclass
class Log:
    """What was said by every process that was killed: begun and acknowledged, by token."""

    begun: dict[str, dict[str, Any]] = field(default_factory=dict)
    done: dict[str, dict[str, Any]] = field(default_factory=dict)

    def hear(self, lines: list[dict[str, Any]]) -> None:
        for line in lines:
            if "begin" in line:
                self.begun[line["with"]["once"]] = line
            else:
                self.done[line["done"]] = line

    @property
    def waiting(self) -> list[dict[str, Any]]:
        """Begun and never acknowledged: the sender does not know and sends again."""
        return [line for once, line in self.begun.items() if once not in self.done]

    def counts(self) -> str:
        kinds = Counter(line["deed"] for line in self.done.values())
        return ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items())) + f", {len(self.waiting)} unanswered"


def acknowledged(say: Say, log: Log) -> None:
    """Every acknowledged deed is there, exactly once and as it was answered; every other one is there once or not."""
    from qingtian.apps.places.models import GridCell
    from qingtian.apps.proceedings.models import Act

    acts = dict(Act.objects.exclude(once=None).values_list("once", "seq"))
    counts = Counter(Act.objects.exclude(once=None).values_list("once", flat=True))
    cells = Counter(code.rsplit("-", 1)[0] for code in GridCell.objects.values_list("code", flat=True))
    for once, line in log.begun.items():
        told = log.done.get(once)
        if line["begin"] == "import_grid":
            if cells[once] not in ((CELLS,) if told else (0, CELLS)):
                say(fault=f"import {once[:6]}: {cells[once]} of {CELLS} cells")
            continue
        if line["begin"] in CHANNELS:
            continue  # by its receipt, below: a channel makes the token of the act from its own number
        if told and once not in acts:
            say(fault=f"acknowledged {line['begin']} {once[:6]} is lost")
        if counts[once] > 1:
            say(fault=f"{line['begin']} {once[:6]} is there {counts[once]} times")
        if told and "seq" in told["got"] and acts.get(once) != told["got"]["seq"]:
            say(fault=f"act {once[:6]} stands at {acts.get(once)}, told {told['got']['seq']}")


def receipts(say: Say, log: Log) -> None:
    """A receipt that was given out opens the matter it was given for; one report, one petition."""
    from qingtian.apps.petitions.models import Petition

    held = dict(Petition.objects.values_list("receipt", "proceeding__uid"))
    for line in log.done.values():
        if line["deed"] in RECEIVING and held.get(line["got"]["receipt"]) != line["got"]["uid"]:
            say(fault=f"receipt {line['got']['receipt']} opens another matter or none")
    reports = sum(line["begin"] in RECEIVING for line in log.begun.values())
    if len(held) > reports:
        say(fault=f"{len(held)} petitions for {reports} reports begun")
    if log.begun and not log.waiting and len(held) != reports:
        say(fault=f"{len(held)} petitions for {reports} reports")


def chains(say: Say) -> None:
    """Chains, replays, sealed identities; an orphan seal is swept and takes nobody's identity with it."""
    from qingtian.apps.identities.models import SealedIdentity
    from qingtian.apps.identities.vault import sweep_orphans
    from qingtian.apps.petitions.models import Petition, ReportDraft
    from qingtian.apps.proceedings.models import Act, Proceeding
    from qingtian.apps.proceedings.verification import verify_all

    findings = [f for f in verify_all() if f is not None]
    for finding in findings:
        say(fault=f"{finding.number} act {finding.seq}: {finding.what.en}")
    before = SealedIdentity.objects.count()
    sweep_orphans(older_than=NOW.replace(year=NOW.year + 50))
    sealed = set(SealedIdentity.objects.values_list("token", flat=True))
    tokens = set(Petition.objects.values_list("identity_token", flat=True))
    tokens |= set(Petition.objects.exclude(photos_token="").values_list("photos_token", flat=True))
    for token in tokens - sealed:
        say(fault=f"a petition lost its identity {token[:6]}…")
    # a draft that was never sent may keep the seal of its photos; when the draft is too old the sweep takes both
    drafts = set(ReportDraft.objects.exclude(photos_token="").values_list("photos_token", flat=True))
    if sealed - tokens - drafts:
        say(fault=f"{len(sealed - tokens - drafts)} orphan seals outlive the sweep")
    half = Proceeding.objects.filter(seq=0).count()
    if half:
        say(fault=f"{half} half-opened matters")
    say(
        matters=Proceeding.objects.count(), acts=Act.objects.count(), identities=len(sealed),
        orphans_swept=before - len(sealed),
    )  # fmt: skip


def files(say: Say) -> None:
    """Every file under its digest has that digest, every record has its file, every sealed original opens."""
    from django.conf import settings

    from qingtian.apps.identities.models import SealedFile
    from qingtian.apps.identities.sealed_bytes import path_of
    from qingtian.apps.proceedings.models import StoredFile
    from qingtian.trail import sm3

    kept = [path for path in (settings.DATA / "files").glob("*/*") if not path.name.endswith(".part")]
    for path in kept:
        if sm3(path.read_bytes()) != path.name:
            say(fault=f"half-written file {path.name[:10]}")
    for stored in StoredFile.objects.all():
        if not stored.path.exists():
            say(fault=f"a record without its file {stored.sm3[:10]}")
    for ref, size in SealedFile.objects.values_list("ref", "size"):
        path = path_of(ref)
        if not path.exists() or path.stat().st_size < size:
            say(fault=f"a sealed original is not whole {ref[:6]}")
    say(files=len(kept), sealed_files=SealedFile.objects.count())


def quickly(say: Say, log: Log) -> None:
    """After every kill."""
    acknowledged(say, log)
    receipts(say, log)


def thoroughly(say: Say, log: Log) -> None:
    """Now and then, and at the end."""
    quickly(say, log)
    chains(say)
    files(say)


def faults(said: list[dict[str, Any]]) -> list[str]:
    return [line["fault"] for line in said if "fault" in line]


def figures(said: list[dict[str, Any]]) -> str:
    told = [f"{value} {name.replace('_', ' ')}" for line in said if "fault" not in line for name, value in line.items()]
    return ", ".join(told)
