"""The rule for the login password of an ECS instance (RunInstances, `Password`)."""

import string

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


def password_problem(text: str, windows: bool = False) -> str | None:
    """Answer None for a password that RunInstances takes, else one sentence that says nothing of the password itself.

    8 to 30 characters from at least three of: upper case, lower case, digits, special characters; on `windows` not
    beginning with a slash. That no other character is allowed is how we read the page.
    """
    if len(text) not in LENGTHS:
        return f"A login password has {LENGTHS[0]} to {LENGTHS[-1]} characters, not {len(text)}."
    found = frozenset(text)
    if not found <= _ALLOWED:
        return f"A login password has only ASCII letters, digits and {''.join(sorted(SPECIAL))}."
    if sum(not found.isdisjoint(kind) for kind in _CLASSES) < _CLASSES_NEEDED:
        return "A login password needs three of: upper-case letters, lower-case letters, digits, special characters."
    if windows and text.startswith("/"):
        return "A login password of a Windows instance must not begin with a slash."
    return None
