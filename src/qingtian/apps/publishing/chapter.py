"""What publishing adds to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.people.queries import names_of_leaders
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.publishing.actions.erase import erase
from qingtian.apps.publishing.actions.mask import review
from qingtian.apps.publishing.actions.publish import publish
from qingtian.apps.publishing.actions.write_text import draft, write_text
from qingtian.apps.publishing.models import Publication
from qingtian.apps.publishing.queries import cleared_words
from qingtian.apps.publishing.told_decisions import told_lack
from qingtian.procedures import Projection

#: states in which a text is still written or read, so that guards ask what stands in it
BEING_WRITTEN = {"start", "drafted", "read_once", "read_twice", "read_thrice", "published"}


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards of publishing ask for: the present text, the names that need a decision, and before it is
    published why the decision it tells of is not in force."""
    if projection.state == "approved":
        return {"told_lack": told_lack(proceeding, on)}
    if projection.state not in BEING_WRITTEN:
        return {}
    text = Publication.objects.filter(proceeding=proceeding).values_list("text", flat=True).first()
    return {"text": text or "", "leaders": names_of_leaders()}


CHAPTER = Chapter(
    procedure="publication",
    world=world,
    effects={
        "draft": draft,
        "revise": write_text,
        "amend": write_text,
        "read_1": write_text,
        "read_2": write_text,
        "read_3": write_text,
        "review": review,
        "publish": publish,
    },
    erase=erase,
    clears=cleared_words,
)
