import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules.passwords import SPECIAL, check_password

CLASSES = (string.ascii_uppercase, string.ascii_lowercase, string.digits, "".join(sorted(SPECIAL)))
ANY = "".join(CLASSES)


def test_the_special_characters_are_the_documented_ones() -> None:
    assert set("()`~!@#$%^&*-_+=|{}[]:;'<>,.?/") == SPECIAL


@pytest.mark.parametrize("password", ["EcsV587!", "Abcdefg1", "abcdef1!", "ABCDEF1!", "Aa1" * 10, "/Abcdef1"])
def test_good_passwords(password: str) -> None:
    assert check_password(password) is None


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("EcsV58!", "8 to 30 characters, not 7"),
        ("Aa1" * 10 + "b", "8 to 30 characters, not 31"),
        ("", "not 0"),
        ("abcdefg1", "three of"),
        ("Abcdefgh", "three of"),
        ("12345678", "three of"),
        ("Abcdef1\\", "only ASCII letters"),
        ('Abcdef1"', "only ASCII letters"),
        ("Abcdef1 ", "only ASCII letters"),
        ("Abcdef1é", "only ASCII letters"),
    ],
)
def test_bad_passwords(password: str, says: str) -> None:
    assert says in str(check_password(password))


def test_a_windows_password_does_not_begin_with_a_slash() -> None:
    assert check_password("/Abcdef1", windows=False) is None
    assert "slash" in str(check_password("/Abcdef1", windows=True))
    assert check_password("Abcdef1/", windows=True) is None


@given(password=st.text(alphabet=ANY, max_size=40))
def test_the_rule_is_length_and_three_classes(password: str) -> None:
    classes = sum(any(character in kind for character in password) for kind in CLASSES)
    assert (check_password(password) is None) == (8 <= len(password) <= 30 and classes >= 3)


def _stand_in(character: str) -> str:
    """Return the first character of the same class, `é` for characters of none."""
    return next((kind[0] for kind in CLASSES if character in kind), "é")


@given(password=st.text(max_size=40).filter(lambda text: not text.startswith("/")))
def test_an_answer_tells_only_length_and_classes(password: str) -> None:
    stand_in = "".join(map(_stand_in, password))
    assert check_password(password, windows=True) == check_password(stand_in, windows=True)
