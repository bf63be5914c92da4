"""Reports through every channel, as each sends them again: WeChat with its numbers, apps, hotlines with theirs.

A deed is done again with the same arguments after a kill; what was received stays received once. The desk's and the
portal's own intake are in ``soak.work``.
"""

from __future__ import annotations

import json
import os
import re
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

SECRETS = "soak-partners.json"
RECEIPT = re.compile(r"[A-Z]{2,8}-[2-9A-Z]{4}-[2-9A-Z]{4}")
HOST = "localhost"


def prepare_partners(now: datetime) -> None:
    """An app and a hotline; their secrets beside the data of the trial."""
    from qingtian.apps.accounts.logbook import Doer
    from qingtian.gateways.partners.actions.keep import Wanted, add_partner

    rights = {"app": "open311", "hotline": "hotline_push"}
    kept = {
        code: add_partner(Wanted(code, "对接", "System", [right]), by=Doer(), now=now)[1]
        for code, right in rights.items()
    }
    Path(os.environ["QINGTIAN_DATA"], SECRETS).write_text(json.dumps(kept), encoding="utf-8")


def _secret(code: str) -> str:
    found = json.loads(Path(os.environ["QINGTIAN_DATA"], SECRETS).read_text(encoding="utf-8"))
    return str(found[code])


def _client() -> Any:
    """Like a server: what a view raises is an answer of 500, and never goes by the rate of one address."""
    from django.conf import settings
    from django.test import Client

    from qingtian.config.rates import Rate

    settings.RATES = {name: Rate(10**9, rate.seconds) for name, rate in settings.RATES.items()}
    return Client(raise_request_exception=False, headers={"host": HOST})


def _told(words: str) -> dict[str, Any]:
    from qingtian.apps.petitions.models import Petition

    found = RECEIPT.search(words)
    if found is None:
        raise RuntimeError("no receipt was given")
    return {"receipt": found[0], "uid": Petition.objects.get(receipt=found[0]).proceeding.uid}


def wechat(once: str, said: int) -> dict[str, Any]:
    """A whole chat; message numbers follow from ``once``, so that doing it again is WeChat asking again."""
    from tests.wechat_play import ENVIRONMENT, Chat, through_client

    os.environ.update(ENVIRONMENT)
    chat = Chat(through_client(_client()), openid=f"o{once}")
    number, answer = int(once[:12], 16) * 10, ""
    for words in (f"夜里有气味 {said}", "溪口", "跳过", "没有", "1"):
        message = chat.message("text", Content=words)
        number += 1
        answer = chat.deliver(re.sub(rb"(<MsgId><!\[CDATA\[)\d+", rb"\g<1>%d" % number, message))
    return _told(answer)


def open311(once: str, said: int) -> dict[str, Any]:
    """A call of an app."""
    sent = {
        "api_key": _secret("app"), "service_code": "noise", "lat": "25.04", "long": "102.71",
        "description": f"工地很吵 {said} {once}", "phone": f"139{said:08d}",
    }  # fmt: skip
    answer = _client().post("/open311/v2/requests.json", sent)
    if answer.status_code != 200:
        raise RuntimeError(f"Open311 answered {answer.status_code}")
    return _told(answer.json()[0]["service_notice"])


def hotline(once: str, said: int) -> dict[str, Any]:
    """A signed push of one order; a nonce of its own each time, the number of the order the same."""
    from qingtian.apps.petitions.models import Petition
    from qingtian.gateways.hotlines.models import HotlineOrder
    from qingtian.gateways.signing.canonical import signed_headers

    now = datetime.now(ZoneInfo("Asia/Shanghai")).isoformat(timespec="seconds")
    order = {
        "schema": "hotline-order/1", "source_system": "12345-370102", "external_no": once, "source_channel": "phone",
        "business_type": "投诉", "title": "夜间异味", "content": f"夜间有异味 {said}", "accepted_at": now, "raw": {},
        "caller": {"name": "", "phone": f"138{said:08d}", "anonymous": True, "confidential": False},
        "location": {"address": "溪口"}, "status": "dispatched", "dispatched_at": now, "updated_at": now,
    }  # fmt: skip
    body, path = json.dumps({"orders": [order]}).encode(), "/api/hotline/orders/"
    proof = {"timestamp": int(time.time()), "nonce": os.urandom(12).hex()}
    headers = signed_headers("hotline", _secret("hotline"), "POST", path, body, **proof)
    answer = _client().post(path, body, content_type="application/json", headers=headers)
    if answer.status_code != 200 or answer.json()["rejected"]:
        raise RuntimeError(f"the push answered {answer.status_code}")
    matter = HotlineOrder.objects.get(number=once).proceeding
    return {"receipt": Petition.objects.get(proceeding=matter).receipt, "uid": matter.uid}


CHANNELS = {"wechat": wechat, "open311": open311, "hotline": hotline}
