"""Resource types, and how the document of actions describes them."""

from alicloud_sandbox.core.resource_types import (
    ALL_RESOURCES,
    ENI,
    INSTANCE,
    NO_AUTHORIZATION,
    SECURITY_GROUP,
    VSWITCH,
    Resource,
    describe,
    of_vpc,
)


def test_variants_of_a_type_keep_its_kind() -> None:
    assert ENI.all == Resource("eni")
    assert ENI.or_all == Resource("eni", "NetworkInterfaceId", optional=True)
    assert INSTANCE.by("InstanceIds").or_all == Resource("instance", "InstanceIds", optional=True)
    assert of_vpc(VSWITCH) == Resource("vswitch", "VSwitchId", product="vpc")


def test_descriptions() -> None:
    assert describe((ENI, INSTANCE.all)) == "eni/NetworkInterfaceId; instance/*"
    assert describe((ENI.or_all,)) == "eni/NetworkInterfaceId, *"
    groups = SECURITY_GROUP.by("SecurityGroupId|SecurityGroupIds")
    assert (
        describe((groups, of_vpc(VSWITCH))) == "securitygroup/SecurityGroupId, SecurityGroupIds; vpc:vswitch/VSwitchId"
    )
    assert describe((Resource("", "RoleArn"),)) == "RoleArn"
    assert describe(ALL_RESOURCES) == "*"
    assert describe(NO_AUTHORIZATION) == "no authorization"
