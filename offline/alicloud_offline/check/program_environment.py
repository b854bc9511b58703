"""The environment of the program's process: that of the check without secrets and without the runner's channels."""

import re
from collections.abc import Mapping

_SECRET = re.compile(
    r"TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|APIKEY|ACCESSKEY|WEBHOOK|PRIVATE|[A-Z]_PWD$|(^|_)(DSN|KEYS?|PASS|PAT|AUTH|JWT|COOKIE|SESSION)(_|$)"
)
_CHANNEL = re.compile(
    r"(ACTIONS|INPUT|RUNNER)_|GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY|ACTION.*|EVENT_PATH)$"
    r"|DBUS_|XDG_RUNTIME_DIR$|(DOCKER|CONTAINER)_HOST$|KUBECONFIG$|LD_|PYTHON(STARTUP|INSPECT)$"
)
_LOGIN = re.compile(r"://[^/\s]+@")


def program_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that the program gets.

    Left out are those that are secret by name, as `ALICLOUD_SECRET_KEY` is, addresses with a login in them, the
    files and addresses by which a job speaks to its runner (`GITHUB_ENV`), and sockets of the user's services.
    """
    return {name: value for name, value in variables.items() if _is_harmless(name.upper(), value)}


def _is_harmless(name: str, value: str) -> bool:
    return not (_SECRET.search(name) or _CHANNEL.match(name) or _LOGIN.search(value))
