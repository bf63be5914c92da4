"""Erase what was said in a consultation, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.consultations.models import Comment, Consultation
from qingtian.apps.proceedings.models import Proceeding

#: stands where a token or a digest was
GONE = "erased-"


def sealed(proceeding: Proceeding) -> list[str]:
    """The identities still sealed for its comments."""
    held = Comment.objects.filter(consultation__proceeding=proceeding).exclude(identity_token__startswith=GONE)
    return list(held.values_list("identity_token", flat=True))


def erase(proceeding: Proceeding) -> None:
    """Words, answers and points go; receipt numbers, days and what became of each stay, so that counts add up."""
    consultation = Consultation.objects.get(proceeding=proceeding)
    for comment in consultation.comments.all():
        comment.words = comment.working = comment.reply = comment.replied_by = ""
        comment.key_digest, comment.once = f"{GONE}{comment.pk}", f"{GONE}{comment.pk}"
        comment.save()
    consultation.points.update(title="", reply="", replied_by="")
    consultation.subject = ""
    consultation.save()


def forget(proceeding: Proceeding) -> None:
    """The tokens go once nothing is sealed under them any more."""
    for comment in Comment.objects.filter(consultation__proceeding=proceeding):
        comment.identity_token = f"{GONE}{comment.pk}"
        comment.save(update_fields=["identity_token"])
