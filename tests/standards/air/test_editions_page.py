"""The reference page of the editions says what the declarations say."""

from pathlib import Path

import pytest

from qingtian.standards.air.reference import page

pytestmark = pytest.mark.once
PRINTED = Path(__file__).parents[3] / "docs" / "reference" / "air-editions.md"


def test_the_page_is_printed_from_the_declarations():
    assert PRINTED.read_text(encoding="utf-8") == page(), (
        "print it again: python -m qingtian.standards.air.reference > docs/reference/air-editions.md"
    )
