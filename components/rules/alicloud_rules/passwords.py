"""The rule for the login password of an ECS instance (RunInstances, `Password`)."""

import string

from .violation import Violation

LENGTHS = range(8, 31)
SPECIAL = frozenset("()`~!@#$%^&*-_+=|{}[]:;'<>,.?/")
"""The special characters the RunInstances page allows."""

_CLASSES = (
    frozenset(string.ascii_uppercase),
    frozenset(string.ascii_lowercase),
    frozenset(string.digits),
    SPECIAL,
)
_ALLOWED = frozenset[str]().union(*_CLASSES)
_CLASSES_NEEDED = 3


def check_password(password: str, windows: bool = False) -> Violation | None:
    """Check a password for RunInstances; the violation holds nothing of the password itself.

    8 to 30 characters from at least three of: upper case, lower case, digits, special characters; on `windows` not
    beginning with a slash. That no other character is allowed is how we read the page.
    """
    message = _message(password, frozenset(password), windows)
    return Violation("login-password", "a password", "8 to 30 characters of three kinds", message) if message else None


def _message(password: str, characters: frozenset[str], windows: bool) -> str:
    if len(password) not in LENGTHS:
        return f"A login password has {LENGTHS[0]} to {LENGTHS[-1]} characters, not {len(password)}."
    if not characters <= _ALLOWED:
        return f"A login password has only ASCII letters, digits and {''.join(sorted(SPECIAL))}."
    if sum(not characters.isdisjoint(kind) for kind in _CLASSES) < _CLASSES_NEEDED:
        return "A login password needs three of: upper-case letters, lower-case letters, digits, special characters."
    if windows and password.startswith("/"):
        return "A login password of a Windows instance must not begin with a slash."
    return ""
