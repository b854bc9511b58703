"""Conditions of policy statements, with the operators and keys that the sandbox supports.

Operators: RAM page "Conditional operators". An unknown operator or key is refused when the policy is created, never
ignored: a policy without its condition would allow or deny too much.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import AddressValueError, NetmaskValueError, ip_address, ip_network

from alicloud_sandbox.iam.ram.policy_patterns import matches

SOURCE_IP = "acs:SourceIp"
EXTERNAL_ID = "sts:ExternalId"
OIDC_ISSUER, OIDC_AUDIENCE, OIDC_SUBJECT = "oidc:iss", "oidc:aud", "oidc:sub"

#: The supported condition keys; their values come from a request, or from its OIDC token.
KEYS = (SOURCE_IP, EXTERNAL_ID, OIDC_ISSUER, OIDC_AUDIENCE, OIDC_SUBJECT)

#: The prefixes of keys that a request of the sandbox could have. It never has those of another product, so that a
#: condition on one is evaluated as if the request were without it, which is so.
_PRODUCTS = frozenset({"acs", "ecs", "oidc", "ram", "saml", "sts", "vpc"})

Context = Mapping[str, str]


@dataclass(frozen=True)
class Condition:
    """`operator` compares the request's value of `key` with `values`, of which one must match (or none, if negated)."""

    operator: str
    key: str
    values: tuple[str, ...]

    def holds(self, context: Context) -> bool:
        """Return whether the condition applies; without the key in the request, only a negated one does (assumed)."""
        compare, negated = _OPERATORS[self.operator]
        found = context.get(self.key)
        if found is None:
            return negated
        return any(compare(found, value) for value in self.values) != negated

    def problem(self) -> str | None:
        """Return why the condition cannot be evaluated, as one sentence, or None."""
        if self.operator not in _OPERATORS:
            return f"The sandbox has no condition operator {self.operator!r}; it has {', '.join(_OPERATORS)}."
        product, colon, _ = self.key.partition(":")
        if self.key not in KEYS and (not colon or product in _PRODUCTS):
            return f"The sandbox has no condition key {self.key!r}; it has {', '.join(KEYS)}."
        if self.operator.endswith("IpAddress") != (self.key == SOURCE_IP):
            return f"The operator {self.operator} cannot be used with the condition key {self.key}."
        if not self.values:
            return f"The condition {self.operator} {self.key} has no value."
        if self.key == SOURCE_IP and (wrong := [value for value in self.values if not _is_network(value)]):
            return f"The condition {self.operator} {self.key} has {wrong[0]!r}, which is not an IP address or block."
        return None


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except (AddressValueError, NetmaskValueError, ValueError):
        return False
    return True


def _in_block(address: str, block: str) -> bool:
    return ip_address(address) in ip_network(block, strict=False)


_Compare = Callable[[str, str], bool]

#: Operator -> how it compares a request's value with one of the policy's, and whether it is a negation.
_OPERATORS: dict[str, tuple[_Compare, bool]] = {
    "StringEquals": (lambda found, value: found == value, False),
    "StringNotEquals": (lambda found, value: found == value, True),
    "StringEqualsIgnoreCase": (lambda found, value: found.lower() == value.lower(), False),
    "StringNotEqualsIgnoreCase": (lambda found, value: found.lower() == value.lower(), True),
    "StringLike": (lambda found, value: matches(value, found), False),
    "StringNotLike": (lambda found, value: matches(value, found), True),
    "IpAddress": (_in_block, False),
    "NotIpAddress": (_in_block, True),
}
