"""The cipher is SM4-GCM, and a seal verifies only in its own place."""

import pytest

from qingtian.apps.identities import cipher
from qingtian.apps.identities.keys import MasterKey
from qingtian.errors import QingtianError

MASTER = MasterKey("20260302-00000001", bytes(range(16)))


def test_rfc_8998_appendix_a1_vector() -> None:
    key = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
    nonce = bytes.fromhex("00001234567800000000ABCD")
    associated = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    plain = b"".join(bytes([value]) * 8 for value in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA))
    sealed = cipher.encrypt(key, nonce, plain, associated)
    assert sealed[:-16].hex().upper() == (
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
    )
    assert sealed[-16:].hex().upper() == "83DE3541E4C2B58177E065A9BF7B62EC"
    assert cipher.decrypt(key, nonce, sealed, associated) == plain


def test_chunks_give_the_same_ciphertext_as_one_piece() -> None:
    key, nonce, plain = cipher.new_data_key(), cipher.new_nonce(), bytes(range(256)) * 40
    pieces = [plain[start : start + 77] for start in range(0, len(plain), 77)]
    assert b"".join(cipher.encrypt_stream(key, nonce, pieces, b"a")) == cipher.encrypt(key, nonce, plain, b"a")


@pytest.mark.parametrize("position", [0, 5, -17, -16, -1])
def test_one_changed_bit_anywhere_breaks_the_seal(position: int) -> None:
    key, nonce = cipher.new_data_key(), cipher.new_nonce()
    sealed = bytearray(cipher.encrypt(key, nonce, b"who reported it", b"a"))
    sealed[position] ^= 1
    with pytest.raises(QingtianError) as refusal:
        cipher.decrypt(key, nonce, bytes(sealed), b"a")
    assert refusal.value.code == "identities.seal_broken"


@pytest.mark.parametrize("length", [0, 15])
def test_a_ciphertext_shorter_than_its_tag_is_a_broken_seal(length: int) -> None:
    with pytest.raises(QingtianError) as refusal:
        cipher.decrypt(cipher.new_data_key(), cipher.new_nonce(), bytes(length), b"")
    assert refusal.value.code == "identities.seal_broken"


def test_a_wrapped_key_opens_under_its_own_token_only() -> None:
    data_key = cipher.new_data_key()
    wrapped = cipher.wrap(data_key, MASTER, "token-one")
    assert cipher.unwrap(wrapped, MASTER, "token-one") == data_key
    with pytest.raises(QingtianError) as refusal:
        cipher.unwrap(wrapped, MASTER, "token-two")
    assert refusal.value.code == "identities.seal_broken"


def test_a_wrapped_key_cannot_be_relabelled_with_another_key_id() -> None:
    wrapped = cipher.wrap(cipher.new_data_key(), MASTER, "token")
    relabelled = cipher.Wrapped("20260302-00000002", wrapped.nonce, wrapped.wrapped_key)
    with pytest.raises(QingtianError) as refusal:
        cipher.unwrap(relabelled, MASTER, "token")
    assert refusal.value.code == "identities.seal_broken"


def test_parts_of_associated_data_cannot_slide_into_each_other() -> None:
    assert cipher.bound_to("file", "ab", "c") != cipher.bound_to("file", "a", "bc")


def test_two_wraps_of_one_key_share_neither_nonce_nor_bytes() -> None:
    data_key = cipher.new_data_key()
    first, second = cipher.wrap(data_key, MASTER, "t"), cipher.wrap(data_key, MASTER, "t")
    assert first.nonce != second.nonce
    assert first.wrapped_key != second.wrapped_key
