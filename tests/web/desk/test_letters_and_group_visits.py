"""A letter's scan lies sealed whole; a visit of many asks for its report; faxes and mails are taken by hand too."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import StoredFile
from qingtian.config import places
from tests.web.desk.test_opening_matters_and_the_pages_around_them import REGISTER, call, page

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
LETTER = b"%PDF-1.4 LETTER-OF-SOMEBODY"


def scan(content=LETTER):
    return SimpleUploadedFile("from-zhang-san.pdf", content, "application/pdf")


def test_the_scan_of_a_letter_is_sealed_whole_and_opened_with_a_reason(city, sign_in):
    client = sign_in("petition-officer")
    sent = call(channel="letter", scans=scan(), files_mark="internal")
    assert client.post(REGISTER, sent).status_code == 200
    petition = Petition.objects.get()
    kept = StoredFile.objects.get(proceeding=petition.proceeding)
    assert petition.photos.count() == 0
    assert kept.name.startswith("letter-1")
    assert kept.sealed_original
    for path in places.data().rglob("*"):
        assert not path.is_file() or LETTER not in path.read_bytes()
    number = petition.proceeding.number
    assert "letter-1" in page(client.get(reverse("desk:proceeding", args=[number])))
    url = reverse("desk:original", args=[number, kept.pk])
    assert client.get(url).status_code == 200
    opened = client.post(url, {"reason": "核对来信内容", "purpose": "handling"})
    assert b"".join(opened.streaming_content if opened.streaming else [opened.content]) == LETTER


@pytest.mark.parametrize("wrong", [b"MZ program", b"<svg/>", b""])
def test_what_is_no_scan_is_not_taken(city, sign_in, wrong):
    sent = call(channel="letter", scans=scan(wrong), files_mark="internal")
    assert sign_in("petition-officer").post(REGISTER, sent).status_code == 422
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(("present", "asked"), [("4", False), ("5", True), ("6", True)])
def test_a_collective_visit_begins_at_the_configured_number(city, sign_in, present, asked):
    answer = sign_in("petition-officer").post(REGISTER, call(channel="visit", present=present))
    assert ("集体访" in page(answer)) is asked
    clocks = Petition.objects.get().proceeding.projection["clocks"]
    assert ("petitions.incident_report" in clocks) is asked


@pytest.mark.parametrize("channel", ["fax", "email"])
def test_faxes_and_mails_are_registered_by_hand(city, sign_in, channel):
    assert sign_in("petition-officer").post(REGISTER, call(channel=channel)).status_code == 200
    assert Petition.objects.get().channel == channel
