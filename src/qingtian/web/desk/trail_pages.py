"""The trail of one matter: one act in full, the proof of the chain, the whole file to take away (一案一档)."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.proceedings.export import export_case_file, verifier
from qingtian.apps.proceedings.models import Act
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of, projection_of, timeline
from qingtian.apps.proceedings.verification import told_of_erasure, verify_proceeding
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.design.shapes import Fact
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.papers import attachment
from qingtian.web.desk.seat import DeskRequest, doer, matter, officer
from qingtian.web.desk.timeline_events import clock_sentences, in_words, names_in_english, who
from qingtian.web.templatetags.words import say

WHOLE = 20_000
PURPOSE = Text("导出一案一档 {number}", "Case file of {number} taken away")
SEALED = Text("已密封，链上只有它的摘要", "Sealed; the chain keeps only its digest")


@officer
@require_safe
def record(request: DeskRequest, number: str, seq: int) -> HttpResponse:
    """One act as it was frozen: what was entered, on which article, with which clocks, under which seal."""
    found = matter(request, number)
    procedure = procedure_of(found)
    entries = timeline(found)
    entry = next((e for e in entries if e.record["seq"] == seq), None)
    if entry is None:
        raise Http404
    named = procedure.named(entry.record["act"])
    fields = []
    for declared in named.fields if named else ():
        if declared.name in entry.record["fields"]:
            words = in_words(declared, entry.record["fields"][declared.name], longest=WHOLE)
            fields.append(Fact(declared.title, [words or SEALED]))
    context = head(found, procedure, projection_of(found), request) | {
        "entry": entry,
        "title": Text.of(entry.record["title"]),
        "on": date.fromisoformat(entry.record["on"]),
        "recorded_at": entry.record["recorded_at"][:16].replace("T", " "),
        "who": who(entry.record["by"], names_in_english([entry])),
        "fields": fields,
        "cited": [Text.of(c) for c in entry.record["cited"]],
        "warnings": [Text.of(w) for w in entry.record["warnings"]],
        "clocks_said": clock_sentences(entry.record),
        "act": Act.objects.get(proceeding=found, seq=seq),
        "before": seq - 1 if seq > 1 else None,
        "after": seq + 1 if seq < found.seq else None,
    }
    return render(request, "desk/record.html", context)


@officer
@require_safe
def verify(request: DeskRequest, number: str) -> HttpResponse:
    """Prove the chain of this matter now; as a line in place where htmx asks, as a page otherwise."""
    found = matter(request, number)
    context = head(found, procedure_of(found), projection_of(found), request) | {
        "findings": list(verify_proceeding(found)),
        "erased": told_of_erasure(found) if found.erased_on else [],
    }
    small = bool(getattr(request, "htmx", False))
    return render(request, "desk/chain_line.html" if small else "desk/verify.html", context)


@officer
@require_safe
def export(request: DeskRequest, number: str) -> HttpResponse:
    """The case file with its hashes, and beside it the program that proves it without this system.

    The file follows links however far; it is handed out only when every matter in it lies in the actor's scope.
    """
    found = matter(request, number)
    context = head(found, procedure_of(found), projection_of(found), request)
    try:
        content = export_case_file(found, now=request.now)
    except QingtianError as refused:
        return render(request, "desk/no_export.html", context | {"refused": refused}, status=409)
    numbers = {one["number"] for one in json.loads(content)["body"]["proceedings"]}
    hidden = len(numbers) - visible(request.actor).filter(number__in=numbers).count()
    if hidden:
        return render(request, "desk/no_export.html", context | {"hidden": hidden}, status=403)
    note(
        Kind.EXPORTED, at=request.now, by=doer(request), what=Text(f"案卷 {found.number}", f"case file {found.number}")
    )
    note_use(
        "papers",
        by=request.actor,
        rows=len(numbers),
        way="case file",
        purpose=say(PURPOSE.format(number=found.number)),
        now=request.now,
    )
    return attachment(_packed(found.number, content), f"{found.number}.zip", "application/zip")


def _packed(number: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{number}.json", content)
        archive.writestr("case_file_verifier.py", verifier())
    return out.getvalue()
