"""Policy documents as typed statements. Grammar: RAM pages "Policy structure and syntax" and "Policy elements"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import msgspec

from alicloud_sandbox.iam.ram.policy_conditions import Condition
from alicloud_sandbox.iam.ram.policy_patterns import any_matches

ASSUME_ROLE = "sts:AssumeRole"
#: A session of the sandbox has no source identity, so the second action has no effect.
_TRUST_ACTIONS = frozenset({ASSUME_ROLE, "sts:SetSourceIdentity"})

_ACTION = re.compile(r"\*|[a-z0-9-]+:[A-Za-z0-9*?]+", re.IGNORECASE)
_RESOURCE = re.compile(r"\*|acs:[^:]*:[^:]*:[^:]*:.+")
_FEDERATED = re.compile(r"acs:ram::\d{16}:oidc-provider/[A-Za-z0-9._-]{1,128}")
_TRUSTED = re.compile(r"acs:ram::\d{16}:(root|(user|role)/[A-Za-z0-9._-]{1,64})")


class PolicyError(ValueError):
    """A document is not a policy that the sandbox can evaluate; the message is one sentence."""


@dataclass(frozen=True)
class Patterns:
    """`Action` or `Resource` of a statement, or with `negated` their `Not...` forms."""

    patterns: tuple[str, ...]
    negated: bool
    fold: bool = False

    def cover(self, text: str) -> bool:
        """Return whether the statement covers this action or resource; RAM's own names ignore case."""
        fold = self.fold or text.startswith("acs:ram:")
        return any_matches(self.patterns, text, fold=fold) != self.negated


@dataclass(frozen=True)
class Statement:
    """One statement; `trusted` has a trust policy's `RAM` and `Federated` ARNs and its `Service` names."""

    allow: bool
    actions: Patterns
    resources: Patterns
    conditions: tuple[Condition, ...]
    trusted: tuple[str, ...] = ()


Document = tuple[Statement, ...]
_Strings = str | list[str]


class _Statement(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, rename="pascal"):
    effect: Literal["Allow", "Deny"]
    action: _Strings = []
    not_action: _Strings = []
    resource: _Strings = []
    not_resource: _Strings = []
    principal: dict[str, _Strings] = {}
    condition: dict[str, dict[str, _Strings]] = {}


class _Document(msgspec.Struct, forbid_unknown_fields=True, rename="pascal"):
    version: Literal["1"]
    statement: list[_Statement]


@lru_cache(maxsize=512)
def permissions(text: str) -> Document:
    """Parse the policy of a user, a role or a session."""
    return tuple(_permission(raw, place) for place, raw in _read(text))


@lru_cache(maxsize=512)
def trust(text: str) -> Document:
    """Parse a role's trust policy (`AssumeRolePolicyDocument`)."""
    return tuple(_trust(raw, place) for place, raw in _read(text))


def _read(text: str) -> Iterable[tuple[str, _Statement]]:
    try:
        document = msgspec.json.decode(text, type=_Document)
    except msgspec.DecodeError as error:
        raise PolicyError(f"The policy document is not valid: {_plain(str(error))}.") from None
    if not document.statement:
        raise PolicyError("The policy document has no Statement.")
    return [(f"Statement {number}", raw) for number, raw in enumerate(document.statement, 1)]


def _permission(raw: _Statement, place: str) -> Statement:
    if raw.principal:
        raise PolicyError(f"{place} has a Principal; only the trust policy of a role has one.")
    actions = _one_of(place, "Action", raw.action, raw.not_action, fold=True)
    for action in actions.patterns:
        if not _ACTION.fullmatch(action):
            raise PolicyError(f"{place} has the Action {action!r}; an action is * or service:Name.")
    resources = _one_of(place, "Resource", raw.resource, raw.not_resource)
    for resource in resources.patterns:
        if not _RESOURCE.fullmatch(resource):
            raise PolicyError(
                f"{place} has the Resource {resource!r}; a resource is * or acs:service:region:account:name."
            )
    return Statement(raw.effect == "Allow", actions, resources, _conditions(raw, place))


def _trust(raw: _Statement, place: str) -> Statement:
    if raw.resource or raw.not_resource:
        raise PolicyError(f"{place} has a Resource; the trust policy of a role has none.")
    actions = _strings(raw.action)
    if not actions or raw.not_action or not set(actions) <= _TRUST_ACTIONS:
        raise PolicyError(f"{place} of a trust policy may have the Action {', '.join(sorted(_TRUST_ACTIONS))} only.")
    every = Patterns(("*",), negated=False)
    patterns = Patterns(actions, negated=False)
    return Statement(raw.effect == "Allow", patterns, every, _conditions(raw, place), _principals(raw, place))


def _principals(raw: _Statement, place: str) -> tuple[str, ...]:
    if unknown := raw.principal.keys() - {"RAM", "Service", "Federated"}:
        raise PolicyError(f"{place} trusts {min(unknown)}; the sandbox has RAM, Service and Federated principals only.")
    ram = _strings(raw.principal.get("RAM", []))
    for arn in ram:
        if not _TRUSTED.fullmatch(arn):
            raise PolicyError(
                f"{place} trusts {arn!r}; a RAM principal is acs:ram::ACCOUNT:root, :user/NAME or :role/NAME."
            )
    federated = _strings(raw.principal.get("Federated", []))
    for arn in federated:
        if not _FEDERATED.fullmatch(arn):
            raise PolicyError(
                f"{place} trusts {arn!r}; a Federated principal is acs:ram::ACCOUNT:oidc-provider/NAME in the sandbox."
            )
    found = (*ram, *federated, *_strings(raw.principal.get("Service", [])))
    if not found:
        raise PolicyError(f"{place} of the trust policy has no Principal.")
    return found


def _conditions(raw: _Statement, place: str) -> tuple[Condition, ...]:
    found = tuple(
        Condition(operator, key, _strings(values))
        for operator, keys in raw.condition.items()
        for key, values in keys.items()
    )
    for condition in found:
        if problem := condition.problem():
            raise PolicyError(f"{place}: {problem}")
    return found


def _one_of(place: str, name: str, plain: _Strings, negated: _Strings, *, fold: bool = False) -> Patterns:
    if bool(plain) == bool(negated):
        raise PolicyError(f"{place} needs either {name} or Not{name}.")
    return Patterns(_strings(plain or negated), bool(negated), fold)


def _strings(values: _Strings) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


def _plain(text: str) -> str:
    """Return a decoder's message with a readable path: `$.Statement[0].Effect` becomes `Statement 1, Effect`."""
    text = re.sub(r"\$\.?", "", text.replace("`", ""))
    text = re.sub(r"\[(\d+)\]\.?", lambda index: f" {int(index[1]) + 1}, ", text)
    return text.rstrip(" ,.")[:1].lower() + text.rstrip(" ,.")[1:]
