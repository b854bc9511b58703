"""Security groups and who is in them."""

import pytest

from tests.sandbox.conftest import Cloud, Net, make_net, refused
from tests.sandbox.services.ecs.eni_fixtures import (
    make_eni,
    make_group,
    primary_of,
    put_instance,
    put_members,
    read_eni,
    set_status,
)


def find(cloud: Cloud, **filters: object) -> list[str]:
    found = cloud.ecs("DescribeSecurityGroups", PageSize=100, **filters)["SecurityGroups"]["SecurityGroup"]
    return [row["SecurityGroupId"] for row in found]


def read(cloud: Cloud, group: str) -> dict[str, object]:
    (row,) = cloud.ecs("DescribeSecurityGroups", SecurityGroupId=group)["SecurityGroups"]["SecurityGroup"]
    return dict(row)


def policy_of(cloud: Cloud, group: str) -> str:
    return str(cloud.ecs("DescribeSecurityGroupAttribute", SecurityGroupId=group)["InnerAccessPolicy"])


def groups_of(cloud: Cloud, eni: str) -> list[str]:
    return list(read_eni(cloud, eni)["SecurityGroupIds"]["SecurityGroupId"])


def test_a_new_group_reads_back(cloud: Cloud, net: Net) -> None:
    group = make_group(
        cloud,
        net,
        SecurityGroupName="test-group-1",
        Description="lets IPv6 in",
        ResourceGroupId="rg-1",
        Tag=[{"Key": "a", "Value": "b"}],
    )
    row = read(cloud, group)
    assert (row["SecurityGroupName"], row["Description"], row["VpcId"]) == ("test-group-1", "lets IPv6 in", net.vpc)
    assert (row["SecurityGroupType"], row["ResourceGroupId"], row["RuleCount"]) == ("normal", "rg-1", 0)
    assert row["Tags"] == {"Tag": [{"TagKey": "a", "TagValue": "b", "Key": "a", "Value": "b"}]}
    attribute = cloud.ecs("DescribeSecurityGroupAttribute", SecurityGroupId=group)
    assert (attribute["SecurityGroupId"], attribute["SecurityGroupName"]) == (group, "test-group-1")
    assert (attribute["VpcId"], attribute["RegionId"], attribute["InnerAccessPolicy"]) == (
        net.vpc,
        "cn-beijing",
        "Accept",
    )
    assert attribute["Permissions"] == {"Permission": []}
    assert "SnapshotPolicyIds" not in attribute
    attribute = cloud.ecs("DescribeSecurityGroupAttribute", SecurityGroupId=group, Attribute="snapshotPolicyIds")
    assert attribute["SnapshotPolicyIds"] == {"SnapshotPolicyId": []}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"VpcId": None}, "InvalidVpcId.NotFound"),
        ({"VpcId": "vpc-none"}, "InvalidVpcId.NotFound"),
        ({"SecurityGroupName": "1"}, "InvalidSecurityGroupName.Malformed"),
        ({"Description": "x"}, "InvalidSecurityGroupDiscription.Malformed"),
        ({"SecurityGroupType": "basic"}, "InvalidParameter"),
        ({"ServiceManaged": True}, "UnsupportedParameter"),
    ],
)
def test_wrong_groups(cloud: Cloud, net: Net, more: dict[str, object], code: str) -> None:
    with refused(code):
        cloud.ecs("CreateSecurityGroup", **{"VpcId": net.vpc, **more})
    assert find(cloud) == [net.group]


def test_finding(cloud: Cloud, net: Net) -> None:
    other = make_net(cloud)
    named = make_group(cloud, net, SecurityGroupName="named", ResourceGroupId="rg-1", Tag=[{"Key": "k"}])
    advanced = make_group(cloud, other, SecurityGroupType="enterprise")
    assert find(cloud) == [net.group, other.group, named, advanced]
    assert find(cloud, VpcId=net.vpc) == [net.group, named]
    assert find(cloud, SecurityGroupName="named") == find(cloud, Tag=[{"Key": "k"}]) == [named]
    assert find(cloud, ResourceGroupId="rg-1") == [named]
    assert find(cloud, SecurityGroupType="enterprise") == [advanced]
    assert find(cloud, SecurityGroupIds=f'["{named}", "sg-none", "{net.group}"]') == [named, net.group]
    assert find(cloud, NetworkType="vpc", SecurityGroupId=named) == [named]
    assert find(cloud, NetworkType="classic") == find(cloud, ServiceManaged=True) == []
    assert find(cloud, SecurityGroupId="sg-none") == []
    assert find(cloud.by("user")) == find(cloud.at("cn-shanghai")) == []
    with refused("InvalidParameter"):
        find(cloud, SecurityGroupIds="named")
    with refused("InvalidParameter"):
        find(cloud, NetworkType="other")
    with refused("DryRunOperation"):
        find(cloud, DryRun=True)


def test_pages(cloud: Cloud, net: Net) -> None:
    made = [net.group, *(make_group(cloud, net) for _ in range(4))]
    seen: list[str] = []
    token = None
    while token != "":
        page = cloud.ecs("DescribeSecurityGroups", MaxResults=2, NextToken=token)
        seen += [row["SecurityGroupId"] for row in page["SecurityGroups"]["SecurityGroup"]]
        token = page["NextToken"]
    assert sorted(seen) == sorted(made)
    second = cloud.ecs("DescribeSecurityGroups", PageNumber=2, PageSize=3)
    assert [row["SecurityGroupId"] for row in second["SecurityGroups"]["SecurityGroup"]] == made[3:]
    assert (second["TotalCount"], second["PageNumber"], second["PageSize"]) == (5, 2, 3)


def test_changing(cloud: Cloud, net: Net) -> None:
    cloud.ecs("ModifySecurityGroupAttribute", SecurityGroupId=net.group, SecurityGroupName="new", Description="words")
    cloud.ecs("ModifySecurityGroupAttribute", SecurityGroupId=net.group, Description="")
    row = read(cloud, net.group)
    assert (row["SecurityGroupName"], row["Description"]) == ("new", "")
    with refused("InvalidSecurityGroupName.Malformed"):
        cloud.ecs("ModifySecurityGroupAttribute", SecurityGroupId=net.group, SecurityGroupName="9")
    with refused("InvalidSecurityGroupId.NotFound", 404):
        cloud.by("user").ecs("ModifySecurityGroupAttribute", SecurityGroupId=net.group, SecurityGroupName="mine")


def test_the_inner_access_policy(cloud: Cloud, net: Net) -> None:
    cloud.ecs("ModifySecurityGroupPolicy", SecurityGroupId=net.group, InnerAccessPolicy="drop")
    assert policy_of(cloud, net.group) == "Drop"
    cloud.ecs("ModifySecurityGroupPolicy", SecurityGroupId=net.group, InnerAccessPolicy="Accept")
    assert policy_of(cloud, net.group) == "Accept"
    with refused("InvalidPolicy.Malformed", 400):
        cloud.ecs("ModifySecurityGroupPolicy", SecurityGroupId=net.group, InnerAccessPolicy="allow")
    advanced = make_group(cloud, net, SecurityGroupType="enterprise")
    assert policy_of(cloud, advanced) == "Drop"
    cloud.ecs("ModifySecurityGroupPolicy", SecurityGroupId=advanced, InnerAccessPolicy="Drop")
    with refused("InvalidOperation.InvalidSecurityGroupType", 403):
        cloud.ecs("ModifySecurityGroupPolicy", SecurityGroupId=advanced, InnerAccessPolicy="Accept")


def test_a_group_in_use_stays(cloud: Cloud, net: Net) -> None:
    used, named, free = make_group(cloud, net), make_group(cloud, net), make_group(cloud, net)
    eni = make_eni(cloud, net, SecurityGroupIds=[used])
    rule = {"IpProtocol": "tcp", "PortRange": "22/22", "SourceGroupId": named}
    cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=used, **rule)
    for group in (used, named):
        with refused("DependencyViolation", 403):
            cloud.ecs("DeleteSecurityGroup", SecurityGroupId=group)
    cloud.ecs("DeleteSecurityGroup", SecurityGroupId=free)
    cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=eni)
    cloud.ecs("DeleteSecurityGroup", SecurityGroupId=used)
    cloud.ecs("DeleteSecurityGroup", SecurityGroupId=named)
    assert find(cloud) == [net.group]
    with refused("InvalidSecurityGroupId.NotFound", 404):
        cloud.ecs("DeleteSecurityGroup", SecurityGroupId=free)


def test_which_groups_go_together(cloud: Cloud, net: Net) -> None:
    basic = [make_group(cloud, net) for _ in range(5)]
    advanced = make_group(cloud, net, SecurityGroupType="enterprise")
    with refused("InvalidOperation.InvalidSecurityGroupType", 403):
        make_eni(cloud, net, SecurityGroupIds=[basic[0], advanced])
    with refused("InvalidOperation.VpcMismatch", 403):
        make_eni(cloud, net, SecurityGroupIds=[make_net(cloud).group])
    with refused("JoinedGroupLimitExceed", 400):
        make_eni(cloud, net, SecurityGroupIds=[net.group, *basic])
    eni = make_eni(cloud, net, SecurityGroupIds=[*basic, basic[0]])
    assert groups_of(cloud, eni) == basic


def test_joining_and_leaving_with_an_eni(cloud: Cloud, net: Net) -> None:
    eni, group = make_eni(cloud, net), make_group(cloud, net)
    for _ in range(2):
        cloud.ecs("JoinSecurityGroup", SecurityGroupId=group, NetworkInterfaceId=eni)
        assert groups_of(cloud, eni) == [net.group, group]
    cloud.ecs("LeaveSecurityGroup", SecurityGroupId=net.group, NetworkInterfaceId=eni)
    assert groups_of(cloud, eni) == [group]
    with refused("InstanceNotInSecurityGroup", 403):
        cloud.ecs("LeaveSecurityGroup", SecurityGroupId=net.group, NetworkInterfaceId=eni)
    with refused("InstanceLastSecurityGroup", 403):
        cloud.ecs("LeaveSecurityGroup", SecurityGroupId=group, NetworkInterfaceId=eni)
    cloud.ecs("DeleteSecurityGroup", SecurityGroupId=net.group)


def test_joining_and_leaving_with_an_instance(cloud: Cloud, net: Net) -> None:
    instance = put_instance(cloud, net)
    primary, groups = primary_of(cloud, instance), [make_group(cloud, net) for _ in range(5)]
    for group in groups[:4]:
        cloud.ecs("JoinSecurityGroup", SecurityGroupId=group, InstanceId=instance)
    assert groups_of(cloud, primary) == [net.group, *groups[:4]]
    with refused("InvalidInstanceId.AlreadyExists", 403):
        cloud.ecs("JoinSecurityGroup", SecurityGroupId=groups[0], InstanceId=instance)
    with refused("InstanceSecurityGroupLimitExceeded", 400):
        cloud.ecs("JoinSecurityGroup", SecurityGroupId=groups[4], InstanceId=instance)
    cloud.ecs("LeaveSecurityGroup", SecurityGroupId=net.group, InstanceId=instance)
    assert groups_of(cloud, primary) == groups[:4]
    set_status(cloud, instance, "Stopping")
    for action in ("JoinSecurityGroup", "LeaveSecurityGroup"):
        with refused("IncorrectInstanceStatus", 403):
            cloud.ecs(action, SecurityGroupId=groups[0], InstanceId=instance)


def test_who_cannot_join(cloud: Cloud, net: Net) -> None:
    instance, eni, full = put_instance(cloud, net), make_eni(cloud, net), make_group(cloud, net)
    put_members(cloud, full, 2000)
    for more, code in (
        ({}, "MissingParameter"),
        ({"InstanceId": instance, "NetworkInterfaceId": eni}, "InvalidParam.EniIdAndInstanceId.Conflict"),
        ({"InstanceId": "i-none"}, "InvalidInstanceId.NotFound"),
        ({"NetworkInterfaceId": "eni-none"}, "InvalidEniId.NotFound"),
        ({"NetworkInterfaceId": primary_of(cloud, instance)}, "InvalidOperation.InvalidEniType"),
        ({"NetworkInterfaceId": eni}, "SecurityGroupInstanceLimitExceeded"),
    ):
        with refused(code):
            cloud.ecs("JoinSecurityGroup", SecurityGroupId=full, **more)
    with refused("InvalidOperation.VpcMismatch", 403):
        cloud.ecs("JoinSecurityGroup", SecurityGroupId=make_net(cloud).group, InstanceId=instance)
    assert groups_of(cloud, eni) == [net.group]
