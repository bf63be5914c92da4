"""The weekly digest (督办周报) as a Word file: the figures of the wall as of a day, by area and by unit; logged."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.air.publications.composing import Document
from qingtian.apps.air.publications.composing.document import Part
from qingtian.apps.air.publications.writing import as_docx
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.config.city import city
from qingtian.language import Text
from qingtian.typeset import Column, Table
from qingtian.web.air_papers.files import fonts
from qingtian.web.desk.ladder.seats import WATCHING, only
from qingtian.web.desk.ladder.wall_page import MEASURES, Burning, burning
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import page_language, say

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE = Text("督办周报\n（截至 {on}）", "Digest of supervision\n(as of {on})")
TAKEN = Text("督办周报 {on}", "digest of supervision {on}")
PURPOSE = Text("督办周报", "digest of supervision")
AREAS, UNITS = Text("一、按区域", "1. By area"), Text("二、逾期最多的单位", "2. Units with most overdue")
MEANS = Text("三、口径", "3. Definitions")
AREA, WHOLE = Text("区域", "Area"), Text("全市", "Whole city")
UNIT, LATE, OPEN = Text("单位", "Unit"), Text("逾期", "Overdue"), Text("在办", "Open")
NONE = Text("没有逾期的单位。", "No unit has anything overdue.")
BEHIND = Text("比较单位，不排个人。", "Units are compared, persons never ranked.")
NOUGHT = "·"


@officer
@require_safe
@only(WATCHING)
def digest(request: DeskRequest) -> HttpResponse:
    """What the wall shows this officer, as of the day; noughts are dots there and here."""
    found, on = burning(request), request.as_of
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(on=on))
    rows = len(found.rows)
    note_use("supervision_order", by=request.actor, rows=rows, way="digest docx", purpose=say(PURPOSE), now=request.now)
    response = HttpResponse(digest_docx(found, str(on), page_language()), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="digest-{on}.docx"'
    return response


def digest_docx(found: Burning, on: str, language: str) -> bytes:
    """The digest in one language."""
    heads = [AREA, *(measure.title for measure in MEASURES.values())]
    columns = [Column(head.in_(language), 3 if head is AREA else 2) for head in heads]
    lines = [[_name(area, language), *(str(n or NOUGHT) for n, _ in cells)] for area, cells in found.rows]
    lines.append([WHOLE.in_(language), *(str(n or NOUGHT) for n, _ in found.whole)])
    units = [[name, str(late), str(whole)] for name, late, _, whole in found.units]
    told = [Column(head.in_(language), wide) for head, wide in ((UNIT, 6), (LATE, 2), (OPEN, 2))]
    of_units = Part(UNITS.in_(language), [], Table(told, units)) if units else None
    means = [f"{one.title.in_(language)}: {one.means.in_(language)}" for one in MEASURES.values()]
    parts = [
        Part(AREAS.in_(language), [], Table(columns, lines)),
        of_units or Part(UNITS.in_(language), [NONE.in_(language)]),
        Part(MEANS.in_(language), means),
    ]
    document = Document(
        title=TITLE.format(on=on).in_(language),
        parts=parts,
        notes=[BEHIND.in_(language)],
        language=language,
        organ=city().bureau.in_(language),
        day=on,
        generated=kind() == DEMONSTRATION,
        draft=True,
    )
    return as_docx(document, fonts())


def _name(area: object, language: str) -> str:
    return str(getattr(area, "name_en" if language == "en" else "name_zh"))
