"""Whoever is reported sees the confirmed working copy or nothing: never the raw words."""

import pytest

from qingtian.apps.petitions.actions.confirm_copy import Wanted, confirm_copy
from qingtian.apps.petitions.models import WorkingCopy
from qingtian.errors import Refused
from tests.apps.proceedings.driving import petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
SHOWN = {"unit": "窑湾砖厂", "copy": "working"}


def test_the_raw_words_are_refused_with_the_article(city):
    drive = petition(city).to("accepted")
    with pytest.raises(Refused) as refused:
        drive.do("show_reported", fields=SHOWN | {"copy": "raw"})
    assert refused.value.code == "act.guard"
    assert "30" in refused.value.basis
    assert "不得" in refused.value.message.zh
    assert drive.state == "accepted"


def test_what_is_not_confirmed_is_shown_to_nobody(city):
    drive = petition(city).to("accepted")
    with pytest.raises(Refused) as refused:
        drive.do("show_reported", fields=SHOWN)
    assert (refused.value.code, "30" in refused.value.basis) == ("petition.copy_not_confirmed", True)
    confirm_copy(WorkingCopy.objects.get(), Wanted(), by=city.actor("petition-officer", drive.day), now=at(drive.day))
    assert drive.do("show_reported", fields=SHOWN).act == "show_reported"
