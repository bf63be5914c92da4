"""Hostile and broken bodies through WeChat and Open311, for long: no failure of ours, and real reports come in."""

from __future__ import annotations

import os
from collections import Counter

from soak.channels import _client, _secret, open311, wechat
from soak.ground import enter, finished, installation
from soak.proof import chains, faults, figures
from soak.work import Say, prepare

#: a real report after so many bodies
EVERY = 200


def fuzzing(say: Say, count: int) -> None:
    """So many bodies to each door, from a seed of their own."""
    from tests.fuzzing import bodies, forms
    from tests.wechat_play import ENVIRONMENT, Chat, through_client

    os.environ.update(ENVIRONMENT)
    client, statuses = _client(), Counter[int]()
    for safe in (False, True):
        chat = Chat(through_client(client), safe=safe)
        whole = chat.message("location", Location_X="25.04", Location_Y="102.71", Label="窑湾 <x>")
        for number, body in enumerate(bodies(whole, count // 2, 7 + safe)):
            statuses[chat.post(*chat.call(body))[0]] += 1
            if number % EVERY == 0:
                wechat(os.urandom(12).hex(), number)
    key = _secret("app")
    for number, form in enumerate(forms(count, 11)):
        answer = client.post(f"/open311/v2/requests.{'xml' if number % 2 else 'json'}", {"api_key": key} | form)
        statuses[answer.status_code] += 1
        if number % EVERY == 0:
            open311(os.urandom(12).hex(), number)
    if failed := sum(n for status, n in statuses.items() if status >= 500):
        say(fault=f"{failed} answers were failures of ours")
    say(**{f"answered_{status}": n for status, n in sorted(statuses.items())})


def run(count: int) -> list[str]:
    """On SQLite; prints how many were answered how."""
    with installation("sqlite") as (environment, _):
        enter(environment)
        finished(prepare)
        said = finished(fuzzing, count) + finished(chains)
        print(f"  {figures(said)}", flush=True)
        return faults(said)
