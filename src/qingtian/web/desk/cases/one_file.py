"""The one file to take away: index with pages and hash list as PDF and Word, the export, what proves both.

A penalty case and a claim lie in the order of their files, in volumes; the party's copy is what the party may read.
"""

from __future__ import annotations

import io
import zipfile

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.proceedings.export import export_case_file, linked_matters, list_verifier, verifier
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.one_file import one_file
from qingtian.apps.proceedings.ordered_file import belonging, ordered_file
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures.filing import FileOrder, order_of
from qingtian.trail import sm3
from qingtian.typeset import set_pdf
from qingtian.typeset.word import set_docx
from qingtian.web.desk.file_index import own_fonts
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.papers import DOCX, attachment
from qingtian.web.desk.seat import DeskRequest, doer, matter, officer
from qingtian.web.templatetags.words import page_language, say

TAKEN = Text("一案一档 {number}（{way}）", "one file {number} ({way})")
PURPOSE = Text("导出一案一档 {number}", "Case file of {number} taken away")
LIST = "hashes.txt"
#: the last one only where the file has an order, which says what is open to the party
WAYS = ("pdf", "docx", "party")


@officer
@require_safe
def case_file(request: DeskRequest, number: str) -> HttpResponse:
    """``?as=pdf``, ``docx`` or ``party`` alone; otherwise the package. Handed out only when every matter in it is in
    scope."""
    found = matter(request, number)
    context = head(found, procedure_of(found), projection_of(found), request)
    order = order_of(found.procedure, request.as_of)
    way = request.GET.get("as", "")
    way = way if way in WAYS[: len(WAYS) if order else -1] else "zip"
    matters = _matters(found, order if way != "zip" else None)
    hidden = len(matters) - visible(request.actor).filter(pk__in=[one.pk for one in matters]).count()
    if hidden:
        return render(request, "desk/no_export.html", context | {"hidden": hidden}, status=403)
    try:
        export = export_case_file(found, now=request.now)  # refuses an accusation and a file that cannot be proved
        content = _made(request, matters, way, export, order)
    except QingtianError as refused:
        return render(request, "desk/no_export.html", context | {"refused": refused}, status=409)
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(number=number, way=way))
    purpose = say(PURPOSE.format(number=number))
    note_use("papers", by=request.actor, rows=len(matters), way=f"one file {way}", purpose=purpose, now=request.now)
    if way == "party":
        return attachment(content, f"{number}-当事人查阅本.pdf", "application/pdf")
    kinds = {"pdf": "application/pdf", "docx": DOCX, "zip": "application/zip"}
    return attachment(content, f"{number}-一案一档.{way}", kinds[way])


def _matters(found: Proceeding, order: FileOrder | None) -> list[Proceeding]:
    if found.restricted:
        return [found]
    return belonging(found, order)[0] if order else linked_matters(found)[0]


def _made(request: DeskRequest, matters: list[Proceeding], way: str, export: bytes, order: FileOrder | None) -> bytes:
    language = "en" if page_language() == "en" else "zh"
    if order:
        party = way == "party"
        publication = ordered_file(matters[0], order, on=request.as_of, language=language, for_party=party)
    else:
        publication = one_file(matters, words=words_of(matters), on=request.as_of, language=language)
    if way == "docx":
        return set_docx(publication)
    pdf = set_pdf(publication, fonts=settings.ASSETS / "fonts", own_fonts=own_fonts())
    if way in ("pdf", "party"):
        return pdf
    number = matters[0].number
    files = {f"{number}.pdf": pdf, f"{number}.docx": set_docx(publication), f"{number}.json": export}
    return packed(files)


def packed(files: dict[str, bytes]) -> bytes:
    """The files, the list of their hashes, and the programs that prove them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr(LIST, "".join(f"{sm3(content)}  {name}\n" for name, content in files.items()))
        archive.writestr("case_file_verifier.py", verifier())
        archive.writestr("file_list_verifier.py", list_verifier())
    return out.getvalue()


def words_of(matters: list[Proceeding]) -> dict[int, str]:
    """The covered words of each report, where an officer has confirmed them."""
    copies = WorkingCopy.objects.filter(petition__proceeding__in=matters, confirmed_at__isnull=False)
    return dict(copies.values_list("petition__proceeding", "text"))
