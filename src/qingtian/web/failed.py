"""The page when the programme itself failed (程序出错): a code to tell the administrator, nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import loader

from qingtian.config.logs import request_id


def failed(request: HttpRequest) -> HttpResponse:
    """500 with the code of the log's line. No context processor runs: one of them may be what broke."""
    page = loader.render_to_string("500.html", {"code": request_id.get()})
    return HttpResponse(page, status=500, headers={"Cache-Control": "no-store"})
