"""JSON schemas of the properties in the policies' config."""

from collections.abc import Iterable, Mapping
from typing import Any

Schema = Mapping[str, Any]

_NUMBER: Schema = {"type": "integer", "minimum": 0}


def _number(description: str) -> Schema:
    return {**_NUMBER, "description": description}


def _string(description: str) -> Schema:
    return {"type": "string", "description": description}


EXEMPTIONS_SCHEMA: Schema = {
    "type": "array",
    "description": "Resources that may violate this limit until a date; the policy `exempted` reports each",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["resource", "reason", "owner", "expires"],
        "properties": {
            "resource": {**_string("A URN, or a pattern of resource names such as web-*"), "minLength": 1},
            "reason": {**_string("Why the violation is accepted"), "minLength": 1},
            "owner": {**_string("Who is responsible for it"), "minLength": 1},
            "expires": {
                **_string("The last day of the exemption, such as 2030-01-31"),
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            },
        },
    },
}

OUTSIDE_SCHEMA: Schema = {
    "type": "object",
    "description": "Properties of things outside the stack, by id",
    "additionalProperties": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "vpcId": _string("Of a vSwitch or IPv6 gateway: its VPC"),
            "vSwitchId": _string("Of an ENI or instance: its vSwitch"),
            "zoneId": _string("Of a vSwitch: its zone"),
            "ipv6": {"type": "boolean", "description": "Of a VPC or vSwitch: whether it has an IPv6 block"},
            "ipv6Masks": {
                "type": "array",
                "items": {**_NUMBER, "maximum": 255},
                "description": "Of a VPC: the IPv6 masks of its vSwitches outside the stack",
            },
            "instanceType": _string("Of an instance: its type"),
            "maxSize": _number("Of a scaling group: its maximum number of instances"),
            "secondaryEnis": _number("Of an instance: its secondary ENIs outside the stack"),
            "instanceId": _string("Of an ENI: its instance; an empty string for an unattached ENI"),
            "ipv6AddressCount": _number("Of an ENI: its IPv6 addresses"),
            "granted": {"type": "boolean", "description": "Of an ENI: whether its owner granted InstanceAttach"},
            "cidrs": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Of a prefix list: its blocks",
            },
            "securityGroupType": {"enum": ["normal", "enterprise"], "description": "Of a security group: its type"},
            "members": _number(
                "Of a security group, by id or by its name in the stack: its private addresses outside the stack, or "
                "its ENIs if it is an advanced group"
            ),
        },
    },
}

FLOWS_SCHEMA: Schema = {
    "type": "array",
    "description": "The flows: from where, to where, by which protocol, to which ports",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["from", "to"],
        "properties": {
            "from": {
                **_string("A pattern of names of instances or ENIs such as web-*, an IPv6 block, or `internet`"),
                "minLength": 1,
            },
            "to": {**_string("The same"), "minLength": 1},
            "protocol": {"enum": ["icmpv6", "tcp", "udp"], "default": "icmpv6", "description": "The protocol"},
            "ports": _string("Of tcp and udp: a port such as 443, or a range such as 8000-8010"),
        },
    },
}

SCHEMAS: Mapping[str, Schema] = {
    "limits": {
        "enum": ["documented", "today"],
        "default": "documented",
        "description": "The set of numbers: those of the best-practice page, or those of Alibaba Cloud's pages in 2026",
    },
    "instanceTypes": {
        "type": "object",
        "description": "Instance types that are missing or wrong in the catalogue, by id",
        "additionalProperties": {
            "type": "object",
            "additionalProperties": False,
            "required": ["eniQuantity", "eniIpv6AddressQuantity"],
            "properties": {
                "eniQuantity": _number("ENIs of one instance, including the primary one"),
                "eniIpv6AddressQuantity": _number("IPv6 addresses of one ENI"),
                "eniTotalQuantity": _number("ENIs of one instance, including the members of trunk ENIs"),
            },
        },
    },
    "outside": OUTSIDE_SCHEMA,
    "exemptions": EXEMPTIONS_SCHEMA,
    "flows": FLOWS_SCHEMA,
    # The properties that replace single numbers of the set:
    "regions": {
        "type": "array",
        "items": {"type": "string"},
        "description": "The regions where secondary ENIs support IPv6, instead of the documented ones",
    },
    "availableEniIpv6": _number("The maximum of IPv6 addresses of an ENI in state Available"),
    "attachedEniIpv6Cap": _number("The maximum of IPv6 addresses of an attached ENI, if its instance type allows more"),
    "basicGroupIps": _number("The maximum of private addresses in a basic security group"),
    "advancedGroupEnis": _number("The maximum of ENIs in an advanced security group"),
    "allowed": {"type": "boolean", "description": "Whether it is allowed"},
}
"""The schema of each property by name."""


def schemas_of(names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the JSON schemas of the named properties."""
    return {name: dict(SCHEMAS[name]) for name in names}
