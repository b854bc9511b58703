"""An ENI attached across accounts, then given IPv6 addresses: example 1 of the best-practice page."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.roles import check_account_id, check_other_account, role_account

from ._assignment.desired_inputs import DesiredInputs, check_desired_inputs
from ._child_options import children_of
from ._construction_checks import Problems, known, refuse
from ._identity.assumed_role import AssumedRoleArgs, role_problems
from ._identity.identity import Identity, component_identity, has_own_provider, provider_identity
from ._identity.provider_settings import provider_of, region_of, stack_region
from ._identity.role_provider import role_provider
from .ipv6_assignment import Ipv6Assignment
from .lookup import retried

INSTANCE_ATTACH = "InstanceAttach"
"""The permission that an ENI's owner grants (CreateNetworkInterfacePermission)."""


class CrossAccountWay(StrEnum):
    """How one account attaches an ENI of another one."""

    ASSUMED_ROLE = "assumed_role"
    """As a role of the ENI's account, to an instance in that account: the way of the best-practice page."""
    GRANTED = "granted"
    """The ENI's account grants it to the instance's account, which attaches it to one of its instances."""


@dataclass(frozen=True, kw_only=True)
class CrossAccountEniAttachmentArgs:
    """The inputs of `CrossAccountEniAttachment`: the ENI, the instance, and how the ENI is attached."""

    way: CrossAccountWay
    """How the ENI is attached: by an assumed role alone, or by a grant."""
    network_interface_id: pulumi.Input[str]
    """The ENI, which the other account owns."""
    instance_id: pulumi.Input[str]
    """The instance, in the ENI's zone: of the ENI's account with an assumed role, of this account with a grant."""
    role: AssumedRoleArgs | None = None
    """A role of the ENI's account. Either this or `owner_provider`."""
    owner_provider: alicloud.Provider | None = None
    """A provider that acts for the ENI's account. Either this or `role`."""
    grantee_account_id: pulumi.Input[str] | None = None
    """With a grant, the account of the instance; default: that of the component's own provider."""
    ipv6_address_count: int | None = None
    """The number of IPv6 addresses that the service chooses; default 1. Not together with `ipv6_addresses`."""
    ipv6_addresses: list[pulumi.Input[str]] | None = None
    """The desired IPv6 addresses, from the block of the ENI's vSwitch. Not together with `ipv6_address_count`."""
    region: pulumi.Input[str] | None = None
    """The region, one for both sides; default: that of the providers."""


class CrossAccountEniAttachment(pulumi.ComponentResource):
    """An ENI of another account, attached and given IPv6 addresses with the rights of that account."""

    ipv6_addresses: pulumi.Output[Sequence[str]]
    """The ENI's IPv6 addresses, compressed."""
    ipv6_address_ids: pulumi.Output[Sequence[str]]
    """The `ipv6-...` ids of the addresses, in the same order."""
    permission_id: pulumi.Output[str | None]
    """The id of the grant, `eni-perm-...`, if there is one."""

    def __init__(
        self, name: str, args: CrossAccountEniAttachmentArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Create each child with the provider of the account that owns it; invalid inputs are refused first."""
        refuse(f"CrossAccountEniAttachment {name!r}", _problems(args))
        super().__init__("alicloud-ipv6:index:CrossAccountEniAttachment", name, {}, opts)
        self._child = children_of(self, opts)
        self._region = self._one_region(args)
        self.owner_provider = args.owner_provider or self._role_provider(name, args)
        self.permission = self._permission(name, args) if args.way == CrossAccountWay.GRANTED else None
        self.attachment = self._attachment(name, args)
        self.assignment = self._assignment(name, args)

        self.ipv6_addresses = self.assignment.assigned
        self.ipv6_address_ids = self.assignment.ipv6_address_ids
        self.permission_id = pulumi.Output.from_input(self.permission.id if self.permission else None)
        self.register_outputs(
            {
                "ipv6Addresses": self.ipv6_addresses,
                "ipv6AddressIds": self.ipv6_address_ids,
                "permissionId": self.permission_id,
            }
        )

    def _one_region(self, args: CrossAccountEniAttachmentArgs) -> pulumi.Output[str]:
        """Return the region; raise `pulumi.RunError` if the two sides are in different regions."""
        granted = args.way == CrossAccountWay.GRANTED
        sides = [provider_of(self)] if granted or not args.owner_provider else []
        sides += [args.owner_provider] if args.owner_provider else []
        # The inputs of a provider are known in a preview, its whole state only once it exists.
        given = [side.region if side else stack_region() for side in sides]
        pulumi.Output.all(*given, *([args.region] if args.region else [])).apply(_refuse_different)
        return pulumi.Output.from_input(args.region or region_of(sides[0]))

    def _role_provider(self, name: str, args: CrossAccountEniAttachmentArgs) -> alicloud.Provider:
        assert args.role is not None, "either a role or a provider is given, see _problems"
        return role_provider(f"{name}-owner", args.role, self._region, provider_of(self), self._child())

    def _permission(self, name: str, args: CrossAccountEniAttachmentArgs) -> alicloud.ecs.EcsNetworkInterfacePermission:
        return alicloud.ecs.EcsNetworkInterfacePermission(
            f"{name}-permission",
            network_interface_id=args.network_interface_id,
            account_id=self._grantee(args),
            permission=INSTANCE_ATTACH,
            opts=self._child(provider=self.owner_provider),
        )

    def _grantee(self, args: CrossAccountEniAttachmentArgs) -> pulumi.Output[str]:
        """Return the instance's account; raise `pulumi.RunError` if the role belongs to the same account."""
        grantee = args.grantee_account_id
        if grantee is None:
            # Queried with the component's own provider, whose account owns the instance.
            opts = pulumi.InvokeOutputOptions(parent=self)
            grantee = retried(lambda: alicloud.get_caller_identity_output(opts=opts).account_id)
        arn = args.role.role_arn if args.role else ""
        return pulumi.Output.all(grantee, arn).apply(_other_account)

    def _attachment(self, name: str, args: CrossAccountEniAttachmentArgs) -> alicloud.ecs.EcsNetworkInterfaceAttachment:
        return alicloud.ecs.EcsNetworkInterfaceAttachment(
            f"{name}-attachment",
            instance_id=args.instance_id,
            network_interface_id=args.network_interface_id,
            opts=self._child(
                # With a grant the instance's account attaches, which is the component's own provider's.
                provider=None if self.permission else self.owner_provider,
                depends_on=[self.permission] if self.permission else [],
                # An ENI is attached to one instance at a time.
                delete_before_replace=True,
            ),
        )

    def _assignment(self, name: str, args: CrossAccountEniAttachmentArgs) -> Ipv6Assignment:
        desired = DesiredInputs.of(args.ipv6_address_count, args.ipv6_addresses)
        return Ipv6Assignment(
            f"{name}-ipv6",
            network_interface_id=args.network_interface_id,
            region=self._region,
            ipv6_address_count=desired.count,
            ipv6_addresses=desired.addresses,
            identity=self._owner(args),
            opts=self._child(depends_on=[self.attachment]),
        )

    def _owner(self, args: CrossAccountEniAttachmentArgs) -> Identity:
        if args.role:
            return component_identity(self).assuming(args.role)
        return provider_identity(self.owner_provider, has_own_provider(self))


def _refuse_different(regions: list[str | None]) -> None:
    named = sorted({region for region in regions if region})
    if len(named) > 1:
        raise pulumi.RunError(
            f"region: an ENI and its instance are in one region, but the two sides are in {', '.join(named)}."
        )


def _other_account(found: list[Any]) -> str:
    grantee, arn = found
    if problem := check_other_account(role_account(arn), str(grantee)):
        raise pulumi.RunError(f"role.role_arn: {problem}")
    return str(grantee)


def _problems(args: CrossAccountEniAttachmentArgs) -> Problems:
    problems = check_desired_inputs(args.ipv6_address_count, args.ipv6_addresses)
    if (args.role is None) == (args.owner_provider is None):
        problems["role"] = "Give either role or owner_provider: it acts for the account that owns the ENI."
    if args.role:
        problems |= role_problems(args.role)
    grantee = known(args.grantee_account_id, str)
    if grantee is not None:
        problems["grantee_account_id"] = check_account_id(grantee)
        if args.way == CrossAccountWay.ASSUMED_ROLE:
            problems["grantee_account_id"] = "Leave it out with an assumed role, which needs no grant."
        elif args.role and not problems.get("role.role_arn"):
            arn = known(args.role.role_arn, str)
            problems["role.role_arn"] = check_other_account(role_account(arn or ""), grantee)
    return problems
