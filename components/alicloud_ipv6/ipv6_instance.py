"""An ECS instance with a public IPv4 address, to log in to by password or key pair."""

from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.names import check_ecs_name
from alicloud_rules.passwords import check_password

from ._child_options import children_of
from ._construction_checks import Problems, common_problems, default_name, known, name_problem, refuse
from .lookup import look_up


@dataclass(frozen=True, kw_only=True)
class Ipv6InstanceArgs:
    """The inputs of `Ipv6Instance`."""

    vswitch_id: pulumi.Input[str]
    """The vSwitch of the primary ENI."""
    security_group_ids: pulumi.Input[list[pulumi.Input[str]]]
    """The security groups of the primary ENI."""
    instance_type: pulumi.Input[str]
    """The instance type, such as `ecs.g6.large`: one that supports IPv6 and has room for a second ENI."""
    image_id: pulumi.Input[str]
    """The image."""
    keep_image: bool | None = None
    """Whether a new `image_id` leaves the instance as it is, for an image that is looked up; default: false."""
    system_disk_category: pulumi.Input[str] | None = None
    """The category of the system disk, such as `cloud_essd`; default `cloud_efficiency`."""
    public_ipv4_bandwidth_mbps: pulumi.Input[int] | None = None
    """Outgoing Mbit/s of the public IPv4 address, 1 to 100; default 0, no public IPv4 address."""
    password: pulumi.Input[str] | None = None
    """The password of root, a secret. Either this or `key_pair_name`."""
    key_pair_name: pulumi.Input[str] | None = None
    """The name of an existing key pair to log in with. Either this or `password`."""
    instance_name: pulumi.Input[str] | None = None
    """The instance's name; default: the component's, with `-ecs` if it is a single character."""
    tags: pulumi.Input[dict[str, pulumi.Input[str]]] | None = None
    """Tags of the instance; at most 20."""
    volume_tags: pulumi.Input[dict[str, pulumi.Input[str]]] | None = None
    """Tags of the instance's disks; default: none. Not together with `as_instance_set`."""
    resource_group_id: pulumi.Input[str] | None = None
    """The resource group, `rg-...`; default: the account's."""
    deletion_protection: pulumi.Input[bool] | None = None
    """Whether the service refuses to delete the instance; default: false.

    The engine cannot delete or replace such an instance, either: set it to false with one `pulumi up` before.
    """
    as_instance_set: bool | None = None
    """Whether the instance is an `EcsInstanceSet` of one, for two or more secondary ENIs; default: false.

    The provider (4.0.0) fails to refresh or update an `Instance` with more than one secondary ENI, and an
    `EcsInstanceSet` has no such defect. But only `tags` change in place there: any other change, that of this input
    included, replaces the instance. In Python the attribute `instance_set` takes the place of `instance`.
    """


class Ipv6Instance(pulumi.ComponentResource):
    """An ECS instance with a public IPv4 address."""

    instance_id: pulumi.Output[str]
    """The id of the instance."""
    private_ipv4: pulumi.Output[str]
    """The private IPv4 address."""
    public_ipv4: pulumi.Output[str]
    """The public IPv4 address; empty without public bandwidth."""

    def __init__(self, name: str, args: Ipv6InstanceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the instance with the caller's provider; invalid inputs are refused first, all at once."""
        refuse(f"Ipv6Instance {name!r}", _problems(name, args))
        super().__init__("alicloud-ipv6:index:Ipv6Instance", name, {}, opts)
        child = children_of(self, opts)(ignore_changes=["imageId"] if args.keep_image else None)
        if args.as_instance_set:
            self.instance_set = self._instance_set(name, args, child)
            self.instance_id = self.instance_set.instance_ids[0]
            self.private_ipv4, self.public_ipv4 = self._ipv4_of_set()
        else:
            self.instance = self._instance(name, args, child)
            self.instance_id = self.instance.id
            self.private_ipv4, self.public_ipv4 = self.instance.private_ip, self.instance.public_ip
        self.register_outputs(
            {"instanceId": self.instance_id, "privateIpv4": self.private_ipv4, "publicIpv4": self.public_ipv4}
        )

    @staticmethod
    def _instance(name: str, args: Ipv6InstanceArgs, opts: pulumi.ResourceOptions) -> alicloud.ecs.Instance:
        return alicloud.ecs.Instance(
            f"{name}-ecs",
            instance_name=args.instance_name or default_name(name, "ecs"),
            instance_type=args.instance_type,
            image_id=args.image_id,
            vswitch_id=args.vswitch_id,
            security_groups=args.security_group_ids,
            system_disk_category=args.system_disk_category or "cloud_efficiency",
            internet_max_bandwidth_out=args.public_ipv4_bandwidth_mbps or 0,
            internet_charge_type="PayByTraffic",
            password=None if args.password is None else pulumi.Output.secret(args.password),
            key_name=args.key_pair_name,
            tags=args.tags,
            volume_tags=args.volume_tags,
            resource_group_id=args.resource_group_id,
            deletion_protection=args.deletion_protection,
            opts=opts,
        )

    @staticmethod
    def _instance_set(name: str, args: Ipv6InstanceArgs, opts: pulumi.ResourceOptions) -> alicloud.ecs.EcsInstanceSet:
        return alicloud.ecs.EcsInstanceSet(
            f"{name}-ecs",
            amount=1,
            instance_name=args.instance_name or default_name(name, "ecs"),
            instance_type=args.instance_type,
            image_id=args.image_id,
            vswitch_id=args.vswitch_id,
            security_group_ids=args.security_group_ids,
            system_disk_category=args.system_disk_category or "cloud_efficiency",
            internet_max_bandwidth_out=args.public_ipv4_bandwidth_mbps or 0,
            internet_charge_type="PayByTraffic",
            # The service's default; left out, a refresh would add it.
            instance_charge_type="PostPaid",
            password=None if args.password is None else pulumi.Output.secret(args.password),
            key_pair_name=args.key_pair_name,
            tags=args.tags,
            resource_group_id=args.resource_group_id,
            deletion_protection=args.deletion_protection,
            opts=opts,
        )

    def _ipv4_of_set(self) -> tuple[pulumi.Output[str], pulumi.Output[str]]:
        found = look_up(
            self,
            self.instance_id,
            lambda ids, opts: alicloud.ecs.get_instances_output(ids=ids, opts=opts).instances,
        )
        return (
            found.apply(lambda rows: rows[0].private_ip if rows else ""),
            found.apply(lambda rows: rows[0].public_ip if rows else ""),
        )


def _problems(name: str, args: Ipv6InstanceArgs) -> Problems:
    problems = common_problems(args)
    problems["instance_name"] = name_problem(check_ecs_name, args.instance_name, default_name(name, "ecs"))
    if args.as_instance_set and args.volume_tags is not None:
        problems["volume_tags"] = "Leave it out with as_instance_set: an EcsInstanceSet has no tags for disks."
    if (args.password is None) == (args.key_pair_name is None):
        problems["password"] = "Give either password or key_pair_name."  # noqa: S105 - says nothing of a password
    elif password := known(args.password, str):
        problems["password"] = check_password(password)
    return problems
