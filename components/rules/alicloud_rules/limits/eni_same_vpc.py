"""eni-same-vpc: an ENI attaches to an instance of its VPC and zone, unless its owner granted it to another account."""

from dataclasses import replace

from ..limit import Level, Limit
from ..violation import Violation
from . import cross_account_same_zone

LIMIT = Limit(
    id="eni-same-vpc",
    order=2,
    says="an ENI attaches to an instance of its own VPC and zone, unless the ENI's owner granted InstanceAttach"
    " (then the same zone suffices)",
    level=Level.NEED,
    refused_by=("AttachNetworkInterface",),
    source="API pages AttachNetworkInterface and CreateNetworkInterfacePermission",
)


def check(eni_vpc: str, instance_vpc: str, granted: bool = False) -> Violation | None:
    """Check the ids of both VPCs; `granted`: the ENI's owner granted InstanceAttach to the instance's account."""
    return None if granted or eni_vpc == instance_vpc else different_vpcs(eni_vpc, instance_vpc)


def check_zone(eni_zone: str, instance_zone: str) -> Violation | None:
    """Check the zones of an ENI and an instance."""
    violation = cross_account_same_zone.check(eni_zone, instance_zone)
    return violation and replace(violation, rule=LIMIT.id)


def different_vpcs(eni_vpc: str, instance_vpc: str) -> Violation:
    """Return the violation of an ENI and an instance in different VPCs, given as their ids or names."""
    message = (
        f"The ENI is in VPC {eni_vpc} and the instance in VPC {instance_vpc};"
        " both must be in the same VPC unless the ENI's owner grants InstanceAttach."
    )
    return LIMIT.violation(eni_vpc, instance_vpc, message)
