"""The worker that keeps a page on a phone: what it keeps, and the script itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse


def keeping(
    request: HttpRequest,
    template: str,
    page: str,
    *,
    styles: Sequence[str],
    scripts: Sequence[str],
    read: Sequence[str] = (),
) -> HttpResponse:
    """The worker of the page named ``page``, by names of style sheets and scripts of ours; ``read`` is what the worker
    itself needs of them. Its scope is the folder it is served from.
    """
    kept = [reverse(page), static("vendor/fonts/latin.woff2"), static("qingtian/mark.svg")]
    kept += [static(f"qingtian/{name}.css") for name in styles]
    kept += [_script(name) for name in scripts]
    context = {"kept": kept, "page": kept[0], "scripts": [_script(name) for name in read]}
    return render(request, template, context, content_type="text/javascript; charset=utf-8")


def _script(name: str) -> str:
    return static(f"qingtian/js/{name}.js")
