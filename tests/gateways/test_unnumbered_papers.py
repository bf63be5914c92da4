"""Only a paper whose number is still to come waits for the document system."""

from __future__ import annotations

import pytest

from qingtian.apps.proceedings.papers import catalogue
from qingtian.gateways.upstream.unnumbered import BEFORE, unnumbered


def test_a_paper_waits_for_its_number_until_it_has_one() -> None:
    assert BEFORE == ("edit", "check", "countersign", "sign", "number")


@pytest.mark.parametrize("kind", sorted(catalogue()))
def test_a_kind_that_is_never_numbered_is_never_asked_for(kind: str) -> None:
    asked = dict(unnumbered().children)["template__in"]
    assert (kind in asked) == ("number" in catalogue()[kind].steps)
