"""The check sum of HJ 212-2017 Annex A, and the two wrong ones of the field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.hj212.crc import hj212_crc, judge_crc, modbus_crc, swapped

pytestmark = pytest.mark.once

VECTORS = [  # segment, HJ 212, MODBUS
    (b"QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&",
     0x1C80, 0x0759),
    (b"QN=20240601085857223;ST=32;CN=1011;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&&&", 0x2200, 0xCCF4),
    (b"ST=32;CN=2011;PW=123456;MN=LD130133000015;CP=&&DataTime=20160824003817000;B01-Rtd=36.91;011-Rtd=231.0,011-Flag=N;"
     b"060-Rtd=1.803,060-Flag=N&&", 0x4980, 0x264D),
    (b"", 0xFFFF, 0xFFFF),
    (b"\x00", 0x4040, 0x40BF),
]  # fmt: skip


def by_the_letter(segment: bytes) -> int:
    """Annex A word for word: shift the register right by 8, xor the byte in, then eight times."""
    register = 0xFFFF
    for byte in segment:
        register = (register >> 8) ^ byte
        for _ in range(8):
            low = register & 1
            register >>= 1
            if low:
                register ^= 0xA001
    return register


@pytest.mark.parametrize(("segment", "standard", "modbus"), VECTORS)
def test_printed_vectors(segment: bytes, standard: int, modbus: int) -> None:
    assert (hj212_crc(segment), modbus_crc(segment)) == (standard, modbus)


@given(st.binary(max_size=300))
def test_the_table_says_what_the_letter_of_the_annex_says(segment: bytes) -> None:
    assert hj212_crc(segment) == by_the_letter(segment)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("1C80", "ok"), ("1c80", "ok_lowercase"), ("1C81", "wrong"), ("0759", "wrong_modbus_crc"),
        ("5907", "wrong_modbus_crc_byteswapped"), ("", "wrong"), ("zzzz", "wrong"), ("11C80", "wrong"),
    ],
)  # fmt: skip
def test_what_a_sender_puts_in_its_place(sent: str, status: str) -> None:
    assert judge_crc(VECTORS[0][0], sent) == status
    assert swapped(swapped(0x0759)) == 0x0759
