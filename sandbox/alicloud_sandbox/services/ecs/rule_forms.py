"""From what a request says of a security group rule to the rule: each value checked, in one spelling.

Sources: the pages AuthorizeSecurityGroup, AuthorizeSecurityGroupEgress and their Revoke counterparts, with their codes.
"""

from dataclasses import dataclass
from ipaddress import IPv4Interface, IPv6Interface

from alicloud_rules import addressing
from alicloud_rules.security_groups import ANY_PORT, Direction, Policy
from alicloud_sandbox.core.api_errors import ApiError, invalid, unsupported
from alicloud_sandbox.core.entities import Rule

_WITH_PORTS = ("tcp", "udp")
_PROTOCOLS = (*_WITH_PORTS, "icmp", "icmpv6", "gre", "all")
_PORTS = range(1, 65536)
_PRIORITIES = range(1, 101)
_MOST_DESCRIPTION = 512


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A rule as a request describes it; what it leaves out is empty.

    The peer is the source of an ingress rule and the destination of an egress rule; ``own_...`` is the other side.
    """

    protocol: str = ""
    port_range: str = ""
    policy: str = ""
    priority: str = ""
    nic_type: str = ""
    peer_cidr: str = ""
    peer_ipv6_cidr: str = ""
    peer_group: str = ""
    peer_owner: str = ""
    own_cidr: str = ""
    own_ipv6_cidr: str = ""
    source_port_range: str = ""
    description: str | None = None


def sides(direction: str) -> tuple[str, str]:
    """How parameters and codes name the peer's side and the group's own."""
    return ("Source", "Dest") if direction == Direction.INGRESS else ("Dest", "Source")


def parse(direction: str, asked: Asked) -> Rule:
    """The rule that a request means, still without an id; a refusal has the API's code for the value at fault."""
    protocol = _protocol(asked.protocol)
    rule = Rule(
        id="",
        direction=direction,
        protocol=protocol,
        port_range=_ports(asked.port_range, protocol),
        policy=_policy(asked.policy),
        priority=_priority(asked.priority),
        nic_type=_nic_type(asked.nic_type),
        source_port_range=_source_ports(asked.source_port_range, protocol),
        own_cidr=asked.own_cidr,
        own_ipv6_cidr=asked.own_ipv6_cidr,
        description=_description(asked.description or ""),
    )
    _set_peer(rule, asked)
    peer, own = sides(direction)
    rule.cidr, rule.ipv6_cidr = _blocks(rule.cidr, rule.ipv6_cidr, peer)
    rule.own_cidr, rule.own_ipv6_cidr = _blocks(rule.own_cidr, rule.own_ipv6_cidr, own)
    _check_families(rule)
    return rule


def same(one: Rule, other: Rule) -> bool:
    """Whether two rules are one: they differ at most in id, description and age."""
    return _identity(one) == _identity(other)


def asked_of(rule: Rule) -> Asked:
    """What a request for this rule would say."""
    return Asked(
        protocol=rule.protocol,
        port_range=rule.port_range,
        policy=rule.policy,
        priority=str(rule.priority),
        nic_type=rule.nic_type,
        peer_cidr=rule.cidr,
        peer_ipv6_cidr=rule.ipv6_cidr,
        peer_group=rule.group_id,
        peer_owner=rule.group_owner,
        own_cidr=rule.own_cidr,
        own_ipv6_cidr=rule.own_ipv6_cidr,
        source_port_range=rule.source_port_range,
        description=rule.description,
    )


def _identity(rule: Rule) -> tuple[object, ...]:
    return (
        rule.direction,
        rule.protocol,
        rule.port_range,
        rule.source_port_range,
        rule.policy,
        rule.priority,
        rule.cidr,
        rule.ipv6_cidr,
        rule.group_id,
        rule.own_cidr,
        rule.own_ipv6_cidr,
    )


def _protocol(text: str) -> str:
    if text.isdecimal():
        raise unsupported("IpProtocol", "protocols are given by name, not by number")
    if text.lower() not in _PROTOCOLS:
        raise invalid("IpProtocol", f"it is one of {', '.join(_PROTOCOLS)}", "InvalidIpProtocol.ValueNotSupported")
    return text.lower()


def _ports(text: str, protocol: str) -> str:
    """A destination port range; protocols without ports have ``-1/-1``, which tcp and udp cannot have."""
    if (text == ANY_PORT) == (protocol in _WITH_PORTS):
        wanted = "first/last, each 1 to 65535" if protocol in _WITH_PORTS else ANY_PORT
        raise ApiError(400, "OperationDenied", f"The PortRange of protocol {protocol} is {wanted}, not {text!r}.")
    return text if text == ANY_PORT else _span(text, "PortRange", "InvalidIpProtocol.Malformed")


def _source_ports(text: str, protocol: str) -> str:
    if text in ("", ANY_PORT):
        return ""
    code = "InvalidSourcePortRange.Malformed"
    if protocol not in _WITH_PORTS:
        raise invalid("SourcePortRange", f"protocol {protocol} has no ports", code)
    return _span(text, "SourcePortRange", code)


def _span(text: str, parameter: str, code: str) -> str:
    first, _, last = text.partition("/")
    if first.isdecimal() and last.isdecimal() and _PORTS[0] <= int(first) <= int(last) <= _PORTS[-1]:
        return f"{int(first)}/{int(last)}"
    raise invalid(parameter, f"{text!r} is not first/last, each 1 to 65535", code)


def _policy(text: str) -> str:
    if text.lower() not in ("", *Policy):
        raise invalid("Policy", f"it is {' or '.join(Policy)}", "InvalidPolicy.Malformed")
    return text.lower() or Policy.ACCEPT.value


def _priority(text: str) -> int:
    if not text:
        return 1
    if not text.isdecimal():
        raise invalid("Priority", f"{text!r} is no whole number", "InvalidPriority.Malformed")
    if int(text) not in _PRIORITIES:
        raise invalid("Priority", "it is 1 to 100", "InvalidPriority.ValueNotSupported")
    return int(text)


def _nic_type(text: str) -> str:
    if text not in ("", "intranet", "internet"):
        raise invalid("NicType", "it is intranet or internet", "InvalidNicType.ValueNotSupported")
    if text == "internet":
        raise invalid("NicType", "the rules of a group in a VPC are for intranet only", "InvalidNicType.Mismatch")
    return "intranet"


def _description(text: str) -> str:
    if len(text) > _MOST_DESCRIPTION:
        most = f"it has at most {_MOST_DESCRIPTION} characters"
        raise invalid("Description", most, "InvalidSecurityGroupDiscription.Malformed")
    return text


def _set_peer(rule: Rule, asked: Asked) -> None:
    """One peer: a block comes before a group, and two blocks are too many."""
    if asked.peer_cidr or asked.peer_ipv6_cidr:
        rule.cidr, rule.ipv6_cidr = asked.peer_cidr, asked.peer_ipv6_cidr
    elif asked.peer_group:
        rule.group_id, rule.group_owner = asked.peer_group, asked.peer_owner
    else:
        peer, _ = sides(rule.direction)
        raise ApiError(
            400, f"MissingParameter.{peer}", f"One of {peer}CidrIp, Ipv6{peer}CidrIp and {peer}GroupId must be given."
        )


def _blocks(ipv4: str, ipv6: str, side: str) -> tuple[str, str]:
    """The IPv4 and the IPv6 block of one side, at most one of them, IPv6 in its shortest spelling.

    Host bits are allowed, as in ``10.159.6.18/12``, and a block without a mask is one address.
    """
    if ipv4 and ipv6:
        raise ApiError(
            400, f"InvalidParam.{side}Ip", f"{side}CidrIp and Ipv6{side}CidrIp cannot both be given in one rule."
        )
    if ipv4 and not _is_block(ipv4, IPv4Interface):
        raise invalid(f"{side}CidrIp", f"{ipv4!r} is no IPv4 block or address", f"Invalid{side}CidrIp.Malformed")
    if ipv6 and not _is_block(ipv6, IPv6Interface):
        raise invalid(f"Ipv6{side}CidrIp", f"{ipv6!r} is no IPv6 block or address", f"InvalidParam.Ipv6{side}CidrIp")
    return ipv4, addressing.canonical_ip(ipv6) if ipv6 else ""


def _is_block(text: str, kind: type[IPv4Interface] | type[IPv6Interface]) -> bool:
    _, slash, mask = text.partition("/")
    if "%" in text or (slash and not mask.isdecimal()):
        return False
    try:
        kind(text)
    except ValueError:
        return False
    return True


def _check_families(rule: Rule) -> None:
    """Refuse a protocol of one IP version with addresses of the other, and the two versions in one rule."""
    if rule.protocol == "icmp" and (rule.ipv6_cidr or rule.own_ipv6_cidr):
        raise ApiError(
            400, "InvalidParam.Ipv4ProtocolConflictWithIpv6Address", "icmp is IPv4 only; use icmpv6 with an IPv6 block."
        )
    if rule.protocol == "icmpv6" and (rule.cidr or rule.own_cidr):
        raise ApiError(
            400, "InvalidParam.Ipv6ProtocolConflictWithIpv4Address", "icmpv6 is IPv6 only; use icmp with an IPv4 block."
        )
    if (rule.cidr and rule.own_ipv6_cidr) or (rule.ipv6_cidr and rule.own_cidr):
        raise ApiError(400, "InvalidParamter.Conflict", "Source and destination of a rule are of one IP version.")
