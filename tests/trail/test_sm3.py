"""SM3 gives what GB/T 32905-2016 prints, and the verifier's own SM3 gives the same as the library's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.trail import case_file_verifier, sm3

#: GB/T 32905-2016, annex A
VECTORS = [
    (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
]


@pytest.mark.parametrize(("data", "digest"), VECTORS)
def test_both_give_the_examples_of_the_standard(data, digest):
    assert sm3(data) == digest
    assert case_file_verifier.sm3(data) == digest


@pytest.mark.parametrize("length", [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128])
def test_both_agree_around_every_border_of_a_block(length):
    data = bytes(range(256))[:length]
    assert case_file_verifier.sm3(data) == sm3(data)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_both_agree_on_anything(data):
    assert case_file_verifier.sm3(data) == sm3(data)
