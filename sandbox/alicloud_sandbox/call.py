"""What a handler gets beside its parameters: who calls, where, under which limits, and the state."""

import random
import secrets
import string
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypedDict, TypeVar

from alicloud_rules.limits import LimitSet
from alicloud_sandbox.entities import Entity
from alicloud_sandbox.errors import ApiError, not_found
from alicloud_sandbox.latency import Latency
from alicloud_sandbox.store import Store

E = TypeVar("E", bound=Entity)

_ID_CHARACTERS = string.ascii_lowercase + string.digits


class Birth(TypedDict):
    """The fields of a new entity that come from the request, not from its parameters."""

    id: str
    account: str
    region: str
    created: float


@dataclass(frozen=True)
class Caller:
    """The identity whose key signed the request: ``account`` is the 16-digit id, ``arn`` as STS shows it.

    ``identity`` is the UserId or RoleId that policies are attached to (empty: the account itself, which needs none),
    ``principal`` the ARN by which trust policies name it, ``session_policy`` what narrows a role session further.
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
    """One request at work. ``now`` is the request's time in seconds since the epoch."""

    store: Store
    caller: Caller
    region: str
    limits: LimitSet
    latency: Latency
    events: Mapping[str, Callable[["Call", str], None]]
    now: float = field(default_factory=time.time)

    def birth(self, prefix: str) -> "Birth":
        """What every new entity starts with: a fresh id, the caller's account, the request's region and time."""
        return {
            "id": self.new_id(prefix),
            "account": self.caller.account,
            "region": self.region,
            "created": self.now,
        }

    def own(self, kind: type[E], identifier: str, code: str, what: str) -> E:
        """The caller's entity of this id in the request's region, or a 404 with ``code``."""
        entity = self.store.get(kind, identifier)
        if entity is None or entity.account != self.caller.account or entity.region != self.region:
            raise not_found(code, what, identifier)
        return entity

    def mine(self, kind: type[E]) -> list[E]:
        """The caller's entities of this kind in the request's region, by age."""
        return self.store.all(kind, self.caller.account, self.region)

    def named(self, kind: type[E], identifiers: Iterable[str]) -> list[E]:
        """Those of ``mine`` that have these ids, in the order asked; each costs one look-up, however many exist."""
        found = [self.store.get(kind, identifier) for identifier in dict.fromkeys(identifiers)]
        mine = (self.caller.account, self.region)
        return [entity for entity in found if entity is not None and (entity.account, entity.region) == mine]

    def later(self, event: str, identifier: str) -> None:
        """Let ``event`` happen when its usual time has passed: at once under instant latency."""
        delay = self.latency.seconds(event)
        if delay:
            self.store.schedule(self.now + delay, event, identifier)
        else:
            self.events[event](self, identifier)

    def new_id(self, prefix: str, length: int = 20) -> str:
        """A fresh identifier in Alibaba Cloud's form: a prefix, a dash, letters and digits."""
        return f"{prefix}-{''.join(secrets.choice(_ID_CHARACTERS) for _ in range(length))}"

    def random(self) -> random.Random:
        """A source for addresses and other values that look arbitrary and guard nothing."""
        return random.Random(secrets.randbits(64))  # noqa: S311


def timestamp(seconds: float, form: str = "%Y-%m-%dT%H:%M:%SZ") -> str:
    """A time as the API writes it (UTC); ECS leaves the seconds out in places and passes its own form."""
    return datetime.fromtimestamp(seconds, UTC).strftime(form)


def wrong_state(code: str, what: str, identifier: str, status: str, allowed: str) -> ApiError:
    """An object's state does not allow the action."""
    return ApiError(400, code, f"The {what} {identifier} is {status}; the action needs it {allowed}.")
