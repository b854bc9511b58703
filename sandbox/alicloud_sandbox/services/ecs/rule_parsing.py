"""Security group rules from their specs in requests: every value is checked and normalized.

Sources: the pages AuthorizeSecurityGroup, AuthorizeSecurityGroupEgress and their Revoke counterparts, with their codes.
"""

from ipaddress import IPv4Interface, IPv6Interface

import msgspec

from alicloud_rules import addressing
from alicloud_rules.security_groups import ANY_PORT, Policy
from alicloud_sandbox.core.api_errors import ApiError, invalid, unsupported
from alicloud_sandbox.core.entities import Rule
from alicloud_sandbox.services.ecs.rule_specs import EgressSpec, IngressSpec

_WITH_PORTS = ("tcp", "udp")
_PROTOCOLS = (*_WITH_PORTS, "icmp", "icmpv6", "gre", "all")
_PORTS = range(1, 65536)
_PRIORITIES = range(1, 101)
_MOST_DESCRIPTION = 512


def parse(spec: IngressSpec | EgressSpec) -> Rule:
    """Return the rule of a request, without an id; raise ApiError with the API's code for an invalid value."""
    protocol = _protocol(spec.ip_protocol)
    peer_blocks, own_blocks = spec.blocks
    rule = Rule(
        id="",
        direction=spec.DIRECTION,
        protocol=protocol,
        port_range=_ports(spec.port_range, protocol),
        policy=_policy(spec.policy),
        priority=_priority(spec.priority),
        nic_type=_nic_type(spec.nic_type),
        source_port_range=_source_ports(spec.source_port_range, protocol),
        description=_description(spec.description or ""),
    )
    rule.cidr, rule.ipv6_cidr = _blocks(*peer_blocks, spec.PEER)
    rule.own_cidr, rule.own_ipv6_cidr = _blocks(*own_blocks, spec.OWN)
    if not any(peer_blocks):
        rule.group_id, rule.group_owner = _peer_group(spec)
    _check_families(rule)
    return rule


def same(one: Rule, other: Rule) -> bool:
    """Return whether two rules are the same but for id, description, age, and how the peer group is named."""
    return _bare(one) == _bare(other)


def _bare(rule: Rule) -> Rule:
    return msgspec.structs.replace(rule, id="", description="", created=0.0, group_owner="")


def _protocol(text: str) -> str:
    if text.isdecimal():
        raise unsupported("IpProtocol", "protocols are given by name, not by number")
    if text.lower() not in _PROTOCOLS:
        raise invalid("IpProtocol", f"it must be one of {', '.join(_PROTOCOLS)}", "InvalidIpProtocol.ValueNotSupported")
    return text.lower()


def _ports(text: str, protocol: str) -> str:
    """Return a destination port range; only protocols without ports have `-1/-1`."""
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
        raise invalid("Policy", f"it must be {' or '.join(Policy)}", "InvalidPolicy.Malformed")
    return text.lower() or Policy.ACCEPT.value


def _priority(text: str) -> int:
    if not text:
        return 1
    if not text.isdecimal():
        raise invalid("Priority", f"{text!r} is not an integer", "InvalidPriority.Malformed")
    if int(text) not in _PRIORITIES:
        raise invalid("Priority", "it must be 1 to 100", "InvalidPriority.ValueNotSupported")
    return int(text)


def _nic_type(text: str) -> str:
    if text not in ("", "intranet", "internet"):
        raise invalid("NicType", "it must be intranet or internet", "InvalidNicType.ValueNotSupported")
    if text == "internet":
        raise invalid("NicType", "the rules of a group in a VPC are for intranet only", "InvalidNicType.Mismatch")
    return "intranet"


def _description(text: str) -> str:
    if len(text) > _MOST_DESCRIPTION:
        most = f"it has at most {_MOST_DESCRIPTION} characters"
        raise invalid("Description", most, "InvalidSecurityGroupDiscription.Malformed")
    return text


def _peer_group(spec: IngressSpec | EgressSpec) -> tuple[str, str]:
    """Return the id and the owner of the peer group of a rule without a peer block."""
    group, owner = spec.peer_group
    if not group:
        side = spec.PEER
        raise ApiError(
            400, f"MissingParameter.{side}", f"One of {side}CidrIp, Ipv6{side}CidrIp and {side}GroupId must be given."
        )
    return group, owner


def _blocks(ipv4: str, ipv6: str, side: str) -> tuple[str, str]:
    """Return the IPv4 and the IPv6 block of one side, at most one of them, IPv6 in canonical form.

    Host bits are allowed, as in `10.159.6.18/12`, and a block without a mask is one address.
    """
    if ipv4 and ipv6:
        raise ApiError(
            400, f"InvalidParam.{side}Ip", f"{side}CidrIp and Ipv6{side}CidrIp cannot both be given in one rule."
        )
    if ipv4 and not _is_block(ipv4, IPv4Interface):
        raise invalid(f"{side}CidrIp", f"{ipv4!r} is not an IPv4 block or address", f"Invalid{side}CidrIp.Malformed")
    if ipv6 and not _is_block(ipv6, IPv6Interface):
        raise invalid(
            f"Ipv6{side}CidrIp", f"{ipv6!r} is not an IPv6 block or address", f"InvalidParam.Ipv6{side}CidrIp"
        )
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
