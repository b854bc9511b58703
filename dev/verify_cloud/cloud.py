"""Calls with explicit credentials: their answers, or the status and code of their refusals."""

from collections.abc import Iterator, Mapping
from typing import Any

from alibabacloud_credentials.client import Client as Credential  # type: ignore[import-untyped]
from alibabacloud_credentials.models import Config  # type: ignore[import-untyped]

from alicloud_ipv6.api import ApiError, Deadline, DeadlineError, OpenApi

KEY_ID, SECRET, TOKEN = (
    "ALIBABA_CLOUD_ACCESS_KEY_ID",
    "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    "ALIBABA_CLOUD_SECURITY_TOKEN",
)

ACCEPTED = "accepted"
_PATIENCE_SECONDS = 180.0
_THROTTLED_SECONDS = 60.0

__all__ = ["ACCEPTED", "KEY_ID", "SECRET", "TOKEN", "ApiError", "Cloud", "DeadlineError", "credential"]


def credential(key_id: str, secret: str, token: str = "") -> Credential:
    """Return a credential of nothing but this key, for a session with its token."""
    kind = {"type": "sts", "security_token": token} if token else {"type": "access_key"}
    return Credential(Config(access_key_id=key_id, access_key_secret=secret, **kind))


class Cloud:
    """The APIs of one region, as one user."""

    def __init__(self, region: str, by: Credential) -> None:
        """Store region and credential; nothing is sent yet."""
        self.region, self.credential = region, by
        self._api = OpenApi(region, by)

    @classmethod
    def from_environment(cls, region: str, environ: Mapping[str, str]) -> "Cloud":
        """Use the key in the environment, and no profile or role of an instance."""
        return cls(region, credential(environ[KEY_ID], environ[SECRET], environ.get(TOKEN, "")))

    def call(self, product: str, action: str, **parameters: object) -> dict[str, Any]:
        """Return the answer, or raise ApiError; a throttled request, which has done nothing, is repeated."""
        deadline = Deadline(_THROTTLED_SECONDS)

        def once() -> dict[str, Any] | None:
            try:
                return self._api.call(product, action, parameters)
            except ApiError as error:
                if error.code.startswith("Throttling"):
                    return None
                raise

        return deadline.until(once, f"{action}, which is throttled")

    def attempt(self, product: str, action: str, **parameters: object) -> str:
        """Return `accepted`, or the status and code of the refusal; raise ApiError when there is no answer."""
        try:
            self.call(product, action, **parameters)
        except ApiError as error:
            if not error.status:
                raise
            return f"{error.status} {error.code}"
        return ACCEPTED

    def rows(self, product: str, action: str, *path: str, **parameters: object) -> list[dict[str, Any]]:
        """Return the list at a path of the answer."""
        found: Any = self.call(product, action, **parameters)
        for name in path:
            found = found[name]
        return list(found)

    def pages(self, action: str, *path: str, **parameters: object) -> Iterator[dict[str, Any]]:
        """Yield the rows of every page of a RAM action."""
        marker: dict[str, object] = {}
        while True:
            answer = self.call("Ram", action, MaxItems=100, **marker, **parameters)
            found: Any = answer
            for name in path:
                found = found[name]
            yield from found
            if str(answer.get("IsTruncated", False)).lower() != "true":
                return
            marker = {"Marker": answer["Marker"]}

    def wait(self, product: str, action: str, wanted: str, *path: str | int, **parameters: object) -> None:
        """Wait until the value at a path of the answer is the wanted one."""

        def probe() -> bool | None:
            found: Any = self.call(product, action, **parameters)
            for name in path:
                found = found[name] if isinstance(name, str) or len(found) > name else None
                if found is None:
                    return None
            return True if found == wanted else None

        Deadline(_PATIENCE_SECONDS).until(probe, f"{wanted} of {action}")
