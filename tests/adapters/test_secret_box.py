import base64
import secrets

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adapters.secret_box import AesGcmSecretBox
from bot.app import secret_box_of
from bot.ports.errors import SettingsError, UnreadableSecretError
from bot.secrets import Secret, key_bytes
from bot.settings import Settings

KEY, OTHER = secrets.token_bytes(32), secrets.token_bytes(32)
contexts = st.lists(st.text(max_size=20), max_size=3)


@given(st.text(), contexts)
def test_what_was_encrypted_is_read_again_in_its_own_context(text, context):
    box = AesGcmSecretBox(KEY)

    assert box.decrypt(box.encrypt(text, *context), *context) == text


@given(st.text(), contexts, contexts)
def test_a_row_that_is_moved_elsewhere_cannot_be_read_there(text, context, other):
    assume(context != other)
    box = AesGcmSecretBox(KEY)

    with pytest.raises(UnreadableSecretError, match="belongs to somebody else"):
        box.decrypt(box.encrypt(text, *context), *other)


@given(st.text(min_size=1), st.data())
def test_what_was_changed_anywhere_cannot_be_read(text, data):
    box = AesGcmSecretBox(KEY)
    sealed = box.encrypt(text, "T1")
    at = data.draw(st.integers(0, len(sealed) - 1))
    other = data.draw(st.characters(min_codepoint=32, max_codepoint=0x2FF))
    changed = sealed[:at] + other + sealed[at + 1 :]
    assume(changed != sealed)

    try:
        read = box.decrypt(changed, "T1")
    except UnreadableSecretError:
        return
    # Only the bits of base64 that stand for nothing may differ.
    assert at == len(sealed) - 1
    assert read == text


@given(st.text(alphabet="abcdef", min_size=8))
def test_neither_the_text_nor_the_same_thing_twice_is_seen_in_what_is_stored(text):
    box = AesGcmSecretBox(KEY)
    first, second = box.encrypt(text, "T1"), box.encrypt(text, "T1")

    assert first != second
    assert text.encode() not in base64.urlsafe_b64decode(first.rpartition(".")[2] + "==")


def test_two_keys_are_read_during_a_change_and_the_new_one_alone_encrypts():
    before = AesGcmSecretBox(OTHER).encrypt("a token", "T1")
    both, after = AesGcmSecretBox(KEY, OTHER), AesGcmSecretBox(KEY)

    assert both.is_of_old_key(before)
    anew = both.encrypt(both.decrypt(before, "T1"), "T1")
    assert not both.is_of_old_key(anew)
    assert after.decrypt(anew, "T1") == "a token"
    with pytest.raises(UnreadableSecretError, match="VIOLET_ENCRYPTION_KEY_OLD") as caught:
        after.decrypt(before, "T1")
    assert before not in str(caught.value)


@given(st.text(max_size=200))
def test_whatever_stands_in_a_row_is_refused_in_one_line(text):
    with pytest.raises(UnreadableSecretError) as caught:
        AesGcmSecretBox(KEY).decrypt(text)

    assert "\n" not in str(caught.value)


def test_a_key_is_read_however_it_is_written():
    written = [
        KEY.hex(),
        base64.b64encode(KEY).decode(),
        base64.urlsafe_b64encode(KEY).decode(),
        base64.urlsafe_b64encode(KEY).decode().rstrip("="),
    ]

    assert {key_bytes(text) for text in written} == {KEY}


@pytest.mark.parametrize(
    "text",
    [
        "hush",
        "hush hush",
        base64.b64encode(bytes(range(130, 146))).decode(),
        base64.b64encode(bytes(range(130, 178))).decode(),
        "ä" * 43,
        base64.b64encode(bytes(32)).decode(),
        base64.b64encode(b"correct horse battery staple 123").decode(),
        "0123456789abcdef" * 4,
    ],
)
def test_a_weak_key_is_refused_with_how_to_make_one_and_never_shown(text):
    with pytest.raises(ValueError, match="token_urlsafe") as caught:
        key_bytes(text)

    assert text not in str(caught.value)
    assert caught.value.__cause__ is None


def test_without_a_key_nothing_is_encrypted_and_the_cure_is_said():
    with pytest.raises(SettingsError, match=r"VIOLET_ENCRYPTION_KEY is not set.*token_urlsafe"):
        secret_box_of(Settings())


def test_the_box_of_the_settings_knows_both_keys():
    settings = Settings(
        violet_encryption_key=Secret(KEY.hex()), violet_encryption_key_old=Secret(OTHER.hex())
    )

    box = secret_box_of(settings)

    assert box.decrypt(AesGcmSecretBox(OTHER).encrypt("a token", "T1"), "T1") == "a token"
