"""The comments of one consultation: sorted into points, points and comments answered, the result drafted from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.consultations.actions.sort_and_answer import (
    answer_comment,
    answer_point,
    move_to_point,
    new_point,
)
from qingtian.apps.consultations.models import Adoption, Comment, Consultation, Point
from qingtian.apps.consultations.queries import points_of, tally, unanswered
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.errors import QingtianError, Refused
from qingtian.language import Text
from qingtian.web.design.fields import Choice
from qingtian.web.desk.consultations import consultation_of
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.seat import DeskRequest, officer, post_in_words
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

ADOPTIONS = [
    Choice(Adoption.ADOPTED.value, Text("采纳", "Adopted")),
    Choice(Adoption.PARTLY.value, Text("部分采纳", "Partly")),
    Choice(Adoption.NOT.value, Text("不采纳", "Not adopted")),
]
WORDS = {one.value: one.label for one in ADOPTIONS}
SAVED = Text("存好了。", "Saved.")
UNKNOWN = Text("没有这个动作。", "There is no such action.")


def _chosen(request: DeskRequest) -> list[int]:
    return [int(pk) for pk in request.POST.getlist("comment") if pk.isascii() and pk.isdigit() and len(pk) < 19]


def _do(request: DeskRequest, consultation: Consultation) -> None:
    """What was pressed. Raises Refused."""
    posted, what = request.POST, request.POST.get("do", "")
    said = {"by": post_in_words(request), "on": request.as_of}
    if what == "point":
        new_point(consultation, posted.get("title", ""), _chosen(request))
    elif what == "move":
        number = posted.get("to", "")
        move_to_point(consultation, whole(number, otherwise=-1) if number else None, _chosen(request))
    elif what == "answer_point":
        point = whole(posted.get("number", ""), otherwise=-1)
        answer_point(consultation, point, posted.get("adoption", ""), posted.get("reply", ""), **said)
    elif what == "answer_comment":
        pk = whole(posted.get("pk", ""), otherwise=-1)
        answer_comment(consultation, pk, posted.get("adoption", ""), posted.get("reply", ""), **said)
    else:
        raise Refused("consultation.unknown", UNKNOWN)


@officer
def comments(request: DeskRequest, number: str) -> HttpResponse:
    """GET the page, POST to sort or to answer; 404 for those who do not handle the consultation."""
    consultation = consultation_of(request, number)
    if request.method != "POST":
        return _page(request, consultation)
    try:
        _do(request, consultation)
    except QingtianError as refused:
        return _page(request, consultation, refused, status=422)
    messages.success(request, say(SAVED))
    return redirect("desk:consultation", number)


def draft_of_the_result(points: Iterable[Point], alone: Iterable[Comment], comments: int) -> str:
    """A text to begin the publication of the result with: points and answers, never a word of a comment."""
    lines = [f"征求意见期间共收到 {comments} 条意见，逐条研究后，采纳情况如下。"]
    for point in points:
        fate = WORDS[point.adoption].zh if point.adoption else "（还没有答复）"
        lines.append(f"{point.number}. {point.title}（{point.times} 条）：{fate}。{point.reply}")  # type: ignore[attr-defined]
    by_itself = [WORDS[one.adoption].zh for one in alone if one.adoption]
    for fate in dict.fromkeys(by_itself):
        lines.append(f"另有 {by_itself.count(fate)} 条单独答复：{fate}。")
    return "\n".join(lines)


def _page(
    request: DeskRequest, consultation: Consultation, refused: QingtianError | None = None, status: int = 200
) -> HttpResponse:
    proceeding = consultation.proceeding
    points, said = list(points_of(consultation)), list(consultation.comments.select_related("point"))
    groups: list[dict[str, Any]] = [
        {"point": point, "comments": [one for one in said if one.point_id == point.pk]} for point in points
    ]
    loose = [one for one in said if one.point_id is None]
    counts = tally(consultation)
    context = head(proceeding, procedure_of(proceeding), projection_of(proceeding), request) | {
        "consultation": consultation,
        "groups": groups,
        "loose": loose,
        "points": points,
        "adoptions": ADOPTIONS,
        "words": WORDS,
        "tally": counts,
        "waiting": unanswered(consultation).count(),
        "ended": proceeding.ended_on is not None,
        "result": draft_of_the_result(points, loose, counts.comments),
        "refused": refused,
        "nav_current": "desk:publishing",
    }
    return render(request, "desk/comments.html", context, status=status)
