"""Checks of RAM's parameters, with the codes of RAM's page of errors."""

import re
from collections.abc import Callable

from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.iam.ram.policy_documents import Document, PolicyError

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_ROLE_NAME = re.compile(r"[A-Za-z0-9.-]+")
_POLICY_NAME = re.compile(r"[A-Za-z0-9-]+")

LONGEST_POLICY = 6144
#: Assumed.
LONGEST_TRUST_POLICY = 2048


def check_user_name(name: str, parameter: str = "UserName") -> None:
    """Check for 1 to 64 letters, digits, periods, underscores and hyphens."""
    _check_name(parameter, name, _NAME, 64, "letters, digits, periods, underscores and hyphens")


def check_role_name(name: str) -> None:
    """Check for 1 to 64 letters, digits, periods and hyphens."""
    _check_name("RoleName", name, _ROLE_NAME, 64, "letters, digits, periods and hyphens")


def check_policy_name(name: str) -> None:
    """Check for 1 to 128 letters, digits and hyphens."""
    _check_name("PolicyName", name, _POLICY_NAME, 128, "letters, digits and hyphens")


def check_length(parameter: str, text: str, most: int) -> None:
    """Check for at most `most` characters."""
    if len(text) > most:
        raise _too_long(parameter, len(text), most)


def check_document(parameter: str, text: str, parse: Callable[[str], Document], most: int) -> None:
    """Check that a policy can be evaluated."""
    check_length(parameter, text, most)
    try:
        parse(text)
    except PolicyError as error:
        raise ApiError(400, "MalformedPolicyDocument", f"{parameter}: {error}") from None


def _check_name(parameter: str, name: str, form: re.Pattern[str], most: int, allowed: str) -> None:
    if not 1 <= len(name) <= most:
        raise _too_long(parameter, len(name), most)
    if not form.fullmatch(name):
        raise ApiError(
            400,
            f"InvalidParameter.{parameter}.InvalidChars",
            f'The parameter - "{parameter}" contains invalid chars: {name!r} may have {allowed} only.',
        )


def _too_long(parameter: str, length: int, most: int) -> ApiError:
    return ApiError(
        400,
        f"InvalidParameter.{parameter}.Length",
        f'The parameter - "{parameter}" beyond the length limit: {length} characters, at most {most} are allowed.',
    )
