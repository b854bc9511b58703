"""The authorization of requests by the policies of the caller: those of the user or role, and that of a session.

An account itself may do everything in it. Any other caller needs an Allow, and no Deny, for every resource of the
action. The account in an ARN is the caller's, also for an ENI that another account granted (assumed).
"""

from collections.abc import Iterator

from alicloud_sandbox.core.actions import Action
from alicloud_sandbox.core.api_errors import ApiError, forbidden_ram, invalid, no_permission
from alicloud_sandbox.core.call import Caller
from alicloud_sandbox.core.params import Params, named
from alicloud_sandbox.core.resource_types import Resource
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.iam.ram import policy_documents
from alicloud_sandbox.iam.ram.policy_attachments import documents_of
from alicloud_sandbox.iam.ram.policy_conditions import EXTERNAL_ID, SOURCE_IP
from alicloud_sandbox.iam.ram.policy_evaluation import Decision, Request, evaluate

#: The source address of every request: the sandbox listens on the loopback interface only.
_LOOPBACK = "127.0.0.1"

#: Resource groups have the actions of RAM, as the authorization table of CreateResourceGroup says.
_CODES = {"BssOpenApi": "bssapi", "ResourceManager": "ram"}
_GLOBAL = ("ram", "sts")
#: More than any action takes, and longer than any id or name.
_MOST_NAMED = 200
_LONGEST_NAME = 256


def authorize(store: Store, caller: Caller, action: Action, params: Params, region: str) -> None:
    """Raise ApiError unless the caller's policies allow the request; the handler gets the same `params`."""
    if not caller.identity or action.resources is None:
        return
    attached = documents_of(store, caller.account, caller.identity)
    session = [policy_documents.permissions(caller.session_policy)] if caller.session_policy else None
    for arn in arns_of(action, params, region, caller.account):
        request = Request(ram_name(action), arn, context(params))
        decision = evaluate(attached, request)
        if decision is Decision.ALLOWED and session is not None:
            decision = evaluate(session, request)
        if decision is not Decision.ALLOWED:
            raise _refusal(caller, request, decision)


def ram_name(action: Action) -> str:
    """Return the name of an action in policies: `ecs:AttachNetworkInterface`."""
    return f"{_code(action)}:{action.name}"


def arns_of(action: Action, params: Params, region: str, account: str) -> list[str]:
    """Return the ARNs that policies must allow for a request, each once; `*` when the action names no resource."""
    code = _code(action)
    scope = f"{'' if code in _GLOBAL else region}:{account}"
    found = [arn for resource in action.resources or () for arn in _arns(resource, params, code, scope)]
    return list(dict.fromkeys(found)) or ["*"]


def context(params: Params) -> dict[str, str]:
    """Return the values of condition keys in a request."""
    external = named(params, "ExternalId")
    return {SOURCE_IP: _LOOPBACK, **({EXTERNAL_ID: external[0]} if external else {})}


def _code(action: Action) -> str:
    return _CODES.get(action.product, action.product.lower())


def _arns(resource: Resource, params: Params, code: str, scope: str) -> Iterator[str]:
    ids = _ids(params, resource.parameter) if resource.parameter else ["*"]
    if not ids and resource.optional:
        ids = ["*"]
    if not resource.kind:
        yield from ids
        return
    kind = next(iter(_ids(params, resource.kind)), resource.kind).lower()
    if kind == "policy" and "System" in named(params, "PolicyType"):
        scope = ":system"
    yield from (f"acs:{resource.product or code}:{scope}:{kind}/{identifier}" for identifier in ids)


def _ids(params: Params, parameters: str) -> list[str]:
    """Return the ids or names in parameters (`A|B`); refuse more or longer ones than there can be."""
    found: list[str] = []
    for parameter in parameters.split("|"):
        values = dict.fromkeys(named(params, parameter))
        if len(values) > _MOST_NAMED:
            raise invalid(parameter, f"it names more than {_MOST_NAMED} resources")
        if any(len(value) > _LONGEST_NAME for value in values):
            raise invalid(parameter, f"no resource has a name of more than {_LONGEST_NAME} characters")
        found += values
    return found


def _refusal(caller: Caller, request: Request, decision: Decision) -> ApiError:
    how = "is denied" if decision is Decision.DENIED else "is not allowed"
    why = f"{caller.arn} {how} {request.action} on {request.resource}"
    if caller.session_policy:
        why = f"{why} (by the role's policies and the session's)"
    return forbidden_ram(why) if request.action.startswith(("ecs:", "vpc:")) else no_permission(why)
