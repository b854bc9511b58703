"""Dispatch of signed requests: authenticate, find the action, read its parameters, run it in a transaction."""

import hashlib
import logging
import re
import sqlite3
import time
import traceback
import uuid
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace

import msgspec

from alicloud_rules.limits import DOCUMENTED, LimitSet
from alicloud_rules.regions import REGIONS, check_region
from alicloud_sandbox.core import params
from alicloud_sandbox.core.actions import Action, Answer
from alicloud_sandbox.core.api_errors import ApiError, ParameterError, invalid, missing
from alicloud_sandbox.core.call import Call, Caller
from alicloud_sandbox.core.faults import FaultKind
from alicloud_sandbox.core.latency import Latency
from alicloud_sandbox.core.store import StateError, Store
from alicloud_sandbox.gateway import products
from alicloud_sandbox.gateway.fault_injection import FaultInjector, refuse_before
from alicloud_sandbox.iam.authentication import authenticate
from alicloud_sandbox.iam.authorization import authorize
from alicloud_sandbox.iam.keyring import Keyring
from alicloud_sandbox.iam.seed_accounts import seed_accounts
from alicloud_sandbox.iam.signature import SignedRequest, claim
from alicloud_sandbox.iam.sts import role_sessions

_HOST_REGION = re.compile(r"^[a-z0-9]+[.-]([a-z]{2,}-[a-z0-9-]+)\.aliyuncs\.com$")
_DEFAULT_REGION = "cn-hangzhou"
_LONGEST_TOKEN = 64

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """An answer, and what the request log records about it."""

    status: int
    body: Answer
    account: str
    action: str
    parameters: Mapping[str, str]
    fault: FaultKind | None = None


@dataclass
class Dispatcher:
    """Answers requests over one store; `clock` returns the time in seconds since the epoch."""

    store: Store
    limits: LimitSet = DOCUMENTED
    latency: Latency = field(default_factory=Latency)
    clock: Callable[[], float] = time.time
    time_limit: Callable[[], AbstractContextManager[None]] = nullcontext
    injector: FaultInjector = field(default_factory=FaultInjector)

    def __post_init__(self) -> None:
        """Load the keys, which are generated for a new state, and seed the accounts."""
        self.keyring = Keyring.load(self.store)
        seed_accounts(self.store, self.keyring, self.clock())

    def answer(self, request: SignedRequest, host: str) -> Outcome:
        """Answer one request; every error becomes an Alibaba Cloud error answer, never an exception."""
        values = {**request.form, **request.query}
        wanted = request.headers.get("x-acs-action") or values.get("Action", "")
        version = request.headers.get("x-acs-version") or values.get("Version", "")
        known = products.ACTIONS.get((version, wanted))
        name = f"{known.product}.{known.name}" if known else "?" if wanted else "-"
        account, fault = "-", None
        try:
            caller = self._caller(request, known)
            account = caller.account_name or account
            action = find(wanted, version)
            fault = self.injector.of_next(action)
            refuse_before(fault, action.product)
            body = self.perform(action, caller, values, values.get("RegionId") or _region_of(host))
            return Outcome(200, {"RequestId": _request_id(), **body}, account, name, values, fault)
        except ApiError as error:
            return replace(refusal(error, host, account, name, values), fault=fault)
        except (StateError, sqlite3.Error) as error:
            return replace(refusal(self._broken(error), host, account, name, values), fault=fault)
        except Exception as error:
            return replace(refusal(_defect(name, error), host, account, name, values), fault=fault)

    def _broken(self, error: StateError | sqlite3.Error) -> ApiError:
        """Log that the state file cannot be read or written, and return the error for it; the request had no effect."""
        broken = isinstance(error, StateError)
        text = str(error) if broken else f"the state file {self.store.path} cannot be used: {error}"
        _log.error("%s", text)
        if broken:
            return ApiError(500, "InternalError", f"The sandbox has a broken state: {text}.")
        return ApiError(503, "ServiceUnavailable", f"The sandbox cannot answer: {text}.")

    def _caller(self, request: SignedRequest, action: Action | None) -> Caller:
        """Return who signed the request; nobody does for an action without signature."""
        if action is not None and action.unsigned:
            return _NOBODY
        return authenticate(self.store, claim(request), self.clock())

    def reset(self) -> None:
        """Delete every resource and seed the accounts again, with the same keys."""
        self.store.wipe()
        seed_accounts(self.store, self.keyring, self.clock())

    def expire(self) -> None:
        """End every role session now."""
        role_sessions.end_all(self.store, self.clock())

    def tick(self) -> None:
        """Do what is due, at any time; what the state file does not let happen now, a later call does."""
        try:
            self.process_due_events()
            self.store.forget_nonces(self.clock())
        except (StateError, sqlite3.Error) as error:
            self._broken(error)

    def process_due_events(self) -> None:
        """Run the handlers of all events whose time has come."""
        now = self.clock()
        if not self.store.has_due_events(now):
            return
        with self.store.transaction():
            for event, identifier in self.store.pop_due_events(now):
                call = Call(self.store, _NOBODY, "", self.limits, self.latency, products.EVENTS, now)
                products.EVENTS[event](call, identifier)

    def perform(self, action: Action, caller: Caller, values: Mapping[str, str], region: str) -> Answer:
        """Run an action for an authenticated caller; raise ApiError when it is refused."""
        try:
            return self._perform(action, caller, values, region)
        except ParameterError as error:
            raise error.with_parameter() if action.parameters_in_codes else error from None

    def _perform(self, action: Action, caller: Caller, values: Mapping[str, str], region: str) -> Answer:
        self.process_due_events()
        region = _checked_region(action, region)
        typed = params.read(action.params, values, action.name, caller.account)
        call = Call(self.store, caller, region, self.limits, self.latency, products.EVENTS, self.clock())
        token = _checked_token(values) if action.idempotent else ""
        with self.store.transaction(), self.time_limit():
            authorize(self.store, caller, action, typed, region)
            if not token:
                body = action.handler(call, typed)
            else:
                scope = f"{caller.account}/{region}/{action.product}.{action.name}/{token}"
                body = self._once(action, call, typed, scope, values)
            if action.dry_run and getattr(typed, "dry_run", False):
                raise ApiError(400, "DryRunOperation", "Request validation has been passed with DryRun flag set.")
        return body

    def _once(self, action: Action, call: Call, typed: params.Params, scope: str, values: Mapping[str, str]) -> Answer:
        """Repeat the answer of a known ClientToken; refuse the token with other parameters."""
        digest = hashlib.sha256(msgspec.json.encode(sorted(_own(values).items()))).hexdigest()
        known = self.store.token(scope)
        if known is None:
            body = action.handler(call, typed)
            self.store.save_token_answer(scope, digest, msgspec.json.encode(body))
            return body
        if known[0] != digest:
            raise ApiError(
                400,
                "IdempotentParameterMismatch",
                f"ClientToken {values['ClientToken']} was used for a request with other parameters.",
            )
        return msgspec.json.decode(known[1], type=dict)


_NOBODY = Caller("", "", "", "", "")


def refusal(
    error: ApiError, host: str, account: str = "-", action: str = "-", parameters: Mapping[str, str] | None = None
) -> Outcome:
    """Return an error answer; `account` and `action` are those of the request, as far as they are known."""
    body = {"RequestId": _request_id(), "HostId": host, "Code": error.code, "Message": error.message}
    return Outcome(error.status, body, account, action or "-", parameters or {})


def _request_id() -> str:
    return str(uuid.uuid4()).upper()


def _own(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if name not in params.PROTOCOL and name != "ClientToken"}


def _checked_region(action: Action, region: str) -> str:
    """Return the region of a request; empty for a product without regions."""
    if not action.regional:
        return ""
    if violation := check_region(region):
        raise ApiError(404, "InvalidRegionId.NotFound", violation)
    return region


def _checked_token(values: Mapping[str, str]) -> str:
    token = values.get("ClientToken", "")
    if len(token) > _LONGEST_TOKEN or not token.isascii():
        raise invalid("ClientToken", f"it must have at most {_LONGEST_TOKEN} ASCII characters")
    return token


def _defect(name: str, error: Exception) -> ApiError:
    """Return the error for a defect of the sandbox; its place is logged, without any value."""
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("defect in %r: %s\n%s", name, type(error).__name__, where)
    return ApiError(500, "InternalError", f"The sandbox has a defect in {name}; its log says where.")


def find(name: str, version: str) -> Action:
    """Return the action with this name and API version, or raise a 404."""
    if not name:
        raise missing("Action")
    if not version:
        raise missing("Version")
    action = products.ACTIONS.get((version, name))
    if action is None:
        raise ApiError(
            404,
            "InvalidAction.NotFound",
            f"The sandbox has no action {name} of API version {version}; `alicloud-sandbox actions` lists them.",
        )
    return action


def _region_of(host: str) -> str:
    """Return the region in a host such as `ecs.cn-beijing.aliyuncs.com`, or the default region."""
    named = _HOST_REGION.match(host)
    return named[1] if named and named[1] in REGIONS else _DEFAULT_REGION
