"""Whether the caller's policies allow a request: the policies attached to the user or role, and a session's own.

An account itself may do everything in it. Whoever else calls needs an Allow, and no Deny, for every resource that the
request touches. The account in an ARN is the caller's, also for an ENI that another account granted (assumed).
"""

import re
from collections.abc import Iterator, Mapping

from alicloud_sandbox.actions import Action
from alicloud_sandbox.call import Caller
from alicloud_sandbox.errors import ApiError, forbidden_ram, no_permission
from alicloud_sandbox.ram import documents
from alicloud_sandbox.ram.attachments import documents_of
from alicloud_sandbox.ram.conditions import EXTERNAL_ID, SOURCE_IP
from alicloud_sandbox.ram.evaluation import Request, Verdict, judge
from alicloud_sandbox.store import Store
from alicloud_sandbox.touched import FREE, TOUCHED, Touch

#: Where every request to the sandbox comes from: it listens on the loopback interface only.
_LOOPBACK = "127.0.0.1"

_CODES = {"BssOpenApi": "bssapi"}
_GLOBAL = ("ram", "sts")
_VALUE = re.compile(r'[^\[\]",\s]+')


def authorize(store: Store, caller: Caller, action: Action, values: Mapping[str, str], region: str) -> None:
    """Refuse the request unless every policy lets the caller do it; ``values`` are its parameters."""
    name = ram_name(action)
    if not caller.identity or name in FREE:
        return
    attached = documents_of(store, caller.account, caller.identity)
    session = [documents.permissions(caller.session_policy)] if caller.session_policy else None
    for arn in arns_of(action, values, region, caller.account):
        request = Request(name, arn, context(values))
        verdict = judge(attached, request)
        if verdict is Verdict.ALLOWED and session is not None:
            verdict = judge(session, request)
        if verdict is not Verdict.ALLOWED:
            raise _refusal(caller, request, verdict)


def ram_name(action: Action) -> str:
    """An action as policies name it: ``ecs:AttachNetworkInterface``."""
    return f"{_CODES.get(action.product, action.product.lower())}:{action.name}"


def arns_of(action: Action, values: Mapping[str, str], region: str, account: str) -> list[str]:
    """The resources that a request touches, each once; ``*`` when the action names none."""
    name = ram_name(action)
    code = name.partition(":")[0]
    place = f"{'' if code in _GLOBAL else region}:{account}"
    found = [arn for touch in TOUCHED.get(name, ()) for arn in _arns(touch, values, code, place)]
    return list(dict.fromkeys(found)) or ["*"]


def context(values: Mapping[str, str]) -> dict[str, str]:
    """What conditions can ask of a request."""
    external = {EXTERNAL_ID: values["ExternalId"]} if values.get("ExternalId") else {}
    return {SOURCE_IP: _LOOPBACK, **external}


def _arns(touch: Touch, values: Mapping[str, str], code: str, place: str) -> Iterator[str]:
    ids = list(_values(values, touch.parameter)) if touch.parameter else ["*"]
    if not ids and touch.or_all:
        ids = ["*"]
    if not touch.kind:
        yield from ids
        return
    kind = values.get(touch.kind, touch.kind).lower()
    if kind == "policy" and values.get("PolicyType") == "System":
        place = ":system"
    yield from (f"acs:{touch.product or code}:{place}:{kind}/{identifier}" for identifier in ids)


def _values(values: Mapping[str, str], parameters: str) -> Iterator[str]:
    """The values of parameters, each of which is one value, a numbered list, a JSON array or a comma list."""
    wanted = parameters.split("|")
    for name, value in values.items():
        if name.partition(".")[0] in wanted:
            yield from _VALUE.findall(value)


def _refusal(caller: Caller, request: Request, verdict: Verdict) -> ApiError:
    how = "is denied" if verdict is Verdict.DENIED else "is not allowed"
    why = f"{caller.arn} {how} {request.action} on {request.resource}"
    if caller.session_policy:
        why = f"{why} (by the role's policies and the session's)"
    return forbidden_ram(why) if request.action.startswith(("ecs:", "vpc:")) else no_permission(why)
