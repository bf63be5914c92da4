"""The administrator enters systems that call us; a secret is shown once and kept by nobody's browser."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from qingtian.gateways.partners.models import Partner
from qingtian.gateways.partners.rights import Right
from qingtian.gateways.signing.proof import by_key

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
ENTERED = {"code": "hotline-12345", "title_zh": "热线", "title_en": "Hotline", "may": ["hotline_push", "exchange"],
           "media_hosts": "files.example.cn\nimg.example.cn"}  # fmt: skip


def secret_in(response):
    assert "no-store" in response["Cache-Control"]
    return re.search(r"<code>([\w-]{43})</code>", response.content.decode())[1]


def test_a_system_is_entered_changed_renewed_and_ended_by_the_administrator_alone(sign_in):
    client, url = sign_in("administrator"), reverse("desk:partners")
    secret = secret_in(client.post(url, ENTERED))
    partner = Partner.objects.get()
    assert by_key(secret, Right.EXCHANGE) == partner
    assert partner.media_hosts == ["files.example.cn", "img.example.cn"]
    assert secret not in client.get(url).content.decode()
    one = reverse("desk:partner", args=[partner.code])
    assert client.post(one, {**ENTERED, "do": "change", "may": []}).status_code == 422
    assert client.post(one, {**ENTERED, "do": "change", "may": ["open311"]}).status_code == 302
    assert secret_in(client.post(one, {"do": "renew"})) != secret
    assert client.post(one, {"do": "end"}).status_code == 302
    assert client.post(one, {"do": "renew"}).status_code == 422
    assert b"ended" in client.get("/en" + url).content
    assert sign_in("handler").get(url).status_code == 403


def test_a_wrong_entry_is_shown_again_with_what_is_wrong(sign_in):
    answer = sign_in("administrator").post(reverse("desk:partners"), {**ENTERED, "media_hosts": "https://a.cn/x"})
    assert answer.status_code == 422
    assert "不是主机名" in answer.content.decode()
    assert not Partner.objects.exists()
