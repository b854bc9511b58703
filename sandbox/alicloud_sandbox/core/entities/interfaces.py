"""Records of ECS: security groups, ENIs and ENI permissions."""

from collections.abc import Iterator

import msgspec

from alicloud_sandbox.core.entities.entity import Entity


class Rule(msgspec.Struct, kw_only=True):
    """One rule of a security group. Exactly one of `cidr`, `ipv6_cidr` and `group_id` identifies the peer.

    `direction`, `protocol` and `policy` are in lower case, as in `alicloud_rules.security_groups`;
    `own_cidr` and `own_ipv6_cidr` restrict the rule to some of the group's addresses.
    """

    id: str
    direction: str
    protocol: str
    port_range: str
    policy: str = "accept"
    priority: int = 1
    nic_type: str = "intranet"
    cidr: str = ""
    ipv6_cidr: str = ""
    group_id: str = ""
    group_owner: str = ""
    source_port_range: str = ""
    own_cidr: str = ""
    own_ipv6_cidr: str = ""
    description: str = ""
    created: float = 0.0


class SecurityGroup(Entity, kw_only=True):
    """A security group of a VPC; `kind` is `normal` (basic) or `enterprise` (advanced)."""

    KIND = "security-group"
    vpc_id: str
    kind: str = "normal"
    inner_access: str = "Accept"
    rules: list[Rule] = []

    def links(self) -> Iterator[tuple[str, str]]:
        """By VPC and by the groups that its rules name."""
        yield "vpc", self.vpc_id
        for peer in {rule.group_id for rule in self.rules if rule.group_id}:
            yield "peer", peer


class Eni(Entity, kw_only=True):
    """An elastic network interface.

    `private_ips` starts with the primary address; `ipv6` has an `Ipv6Address` entity for each; `instance_id` is
    set from Attaching until the detach is done. `trunk_id`: the trunk ENI that it is a member of while attached.
    """

    KIND = "eni"
    kind: str = "Secondary"
    vpc_id: str
    vswitch_id: str
    zone_id: str
    mac: str
    private_ips: list[str]
    group_ids: list[str]
    status: str = "Available"
    instance_id: str = ""
    device_index: int = 0
    queue_number: int = 0
    traffic_mode: str = "Standard"
    trunk_id: str = ""
    delete_on_release: bool = False
    source_dest_check: bool = False
    ipv6: list[str] = []

    def links(self) -> Iterator[tuple[str, str]]:
        """By vSwitch, VPC, group, instance, MAC and private address; `group_ip` once per address and group."""
        yield "vswitch", self.vswitch_id
        yield "vpc", self.vpc_id
        yield "mac", self.mac
        if self.instance_id:
            yield "instance", self.instance_id
        for group in self.group_ids:
            yield "group", group
            for _ in range(len(self.private_ips) + len(self.ipv6)):
                yield "group_ip", group
        for ip in self.private_ips:
            yield "private_ip", f"{self.vswitch_id}/{ip}"
            yield "vswitch_ip", self.vswitch_id


class EniPermission(Entity, kw_only=True):
    """A grant of an ENI's owner that lets another account attach the ENI to its instances."""

    KIND = "eni-permission"
    eni_id: str
    grantee: str
    permission: str = "InstanceAttach"
    status: str = "Granted"

    def links(self) -> Iterator[tuple[str, str]]:
        """By ENI."""
        yield "eni", self.eni_id
