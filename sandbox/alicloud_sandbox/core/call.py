"""The context in which a handler runs: the caller, the region, the limits, and the state."""

import random
import secrets
import string
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypedDict, TypeVar

from alicloud_rules.limits import LimitSet
from alicloud_sandbox.core.api_errors import ApiError, not_found
from alicloud_sandbox.core.entities import Entity
from alicloud_sandbox.core.latency import Latency
from alicloud_sandbox.core.store import Store

E = TypeVar("E", bound=Entity)

_ID_CHARACTERS = string.ascii_lowercase + string.digits


class NewEntityFields(TypedDict):
    """The fields of a new entity that come from the request, not from its parameters."""

    id: str
    account: str
    region: str
    created: float


@dataclass(frozen=True)
class Caller:
    """The identity whose key signed the request: `account` is the 16-digit id, `arn` as STS shows it.

    `identity` is the UserId or RoleId that policies are attached to (empty: the account itself, which needs none),
    `principal` the ARN by which trust policies name it, `session_policy` the policy that restricts a role session.
    """

    account: str
    account_name: str
    principal_id: str
    arn: str
    kind: str
    identity: str = ""
    principal: str = ""
    session_policy: str = ""


@dataclass(frozen=True)
class Call:
    """One request in progress. `now` is its time in seconds since the epoch."""

    store: Store
    caller: Caller
    region: str
    limits: LimitSet
    latency: Latency
    events: Mapping[str, Callable[["Call", str], None]]
    now: float = field(default_factory=time.time)

    def new_entity_fields(self, prefix: str) -> NewEntityFields:
        """Return a fresh id, the caller's account, and the request's region and time, for a new entity."""
        return {
            "id": self.new_id(prefix),
            "account": self.caller.account,
            "region": self.region,
            "created": self.now,
        }

    def get_owned(self, kind: type[E], identifier: str, code: str, what: str) -> E:
        """Return the caller's entity with this id in the request's region, or raise a 404 with `code`."""
        entity = self.store.get(kind, identifier)
        if entity is None or entity.account != self.caller.account or entity.region != self.region:
            raise not_found(code, what, identifier)
        return entity

    def owned_all(self, kind: type[E]) -> list[E]:
        """Return the caller's entities of this kind in the request's region, oldest first."""
        return self.store.all(kind, self.caller.account, self.region)

    def get_owned_by_ids(self, kind: type[E], identifiers: Iterable[str]) -> list[E]:
        """Return the caller's entities with these ids, in this order; unknown ids are left out.

        Each id costs one look-up, however many entities exist.
        """
        found = [self.store.get(kind, identifier) for identifier in dict.fromkeys(identifiers)]
        owner = (self.caller.account, self.region)
        return [entity for entity in found if entity is not None and (entity.account, entity.region) == owner]

    def schedule(self, event: str, identifier: str) -> None:
        """Schedule `event` after its usual time; under instant latency it happens before this returns."""
        delay = self.latency.seconds(event)
        if delay:
            self.store.schedule(self.now + delay, event, identifier)
        else:
            self.events[event](self, identifier)

    def new_id(self, prefix: str, length: int = 20) -> str:
        """Return a fresh id in Alibaba Cloud's form: a prefix, a hyphen, letters and digits."""
        return f"{prefix}-{''.join(secrets.choice(_ID_CHARACTERS) for _ in range(length))}"

    def random(self) -> random.Random:
        """Return a random number generator for addresses and other values that protect nothing."""
        return random.Random(secrets.randbits(64))  # noqa: S311


def timestamp(seconds: float, form: str = "%Y-%m-%dT%H:%M:%SZ") -> str:
    """Return a time in the API's format (UTC); ECS omits the seconds in places and passes another `form`."""
    return datetime.fromtimestamp(seconds, UTC).strftime(form)


def wrong_state(code: str, what: str, identifier: str, status: str, allowed: str) -> ApiError:
    """Return the error for a resource whose state does not allow the action."""
    return ApiError(400, code, f"The {what} {identifier} is {status}; the action needs it {allowed}.")
