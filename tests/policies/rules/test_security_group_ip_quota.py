from collections.abc import Callable, Mapping

import pytest

from policy_testkit import UNKNOWN, PlannedResource
from tests.policies.rule_fixtures import ENI, INSTANCE, assign, labels, messages, new_stack, undetermined
from tests.policies.scenario_builders import PlanBuilder

LIMIT = "security-group-ip-quota"
GROUP = "alicloud:ecs/securityGroup:SecurityGroup"
SCALING = "alicloud:ess/scalingConfiguration:ScalingConfiguration"


def group(builder: PlanBuilder, name: str = "group", kind: str = "normal") -> PlannedResource:
    return builder.planned.resource(GROUP, name, {"vpcId": "vpc-1", "securityGroupType": kind})


def crowd(builder: PlanBuilder, *groups: object, number: int = 1, name: str = "crowd") -> PlannedResource:
    """An ENI with so many private addresses."""
    inputs = {"vswitchId": "vsw-1", "securityGroupIds": groups, "secondaryPrivateIpAddressCount": number - 1}
    return builder.planned.resource(ENI, name, inputs)


def numbers(builder: PlanBuilder, **config: object) -> dict[str, str]:
    """The number found in each group that has too many."""
    found = zip(labels(LIMIT, builder, **config), messages(LIMIT, builder, **config), strict=True)
    return {label.rpartition(" ")[2]: message.partition("not ")[2].partition(".")[0] for label, message in found}


TEMPLATES = ("alicloud:ecs/launchTemplate:LaunchTemplate", "alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate")


@pytest.mark.parametrize("exists", [False, True])
def test_every_kind_of_address_counts_in_every_group(exists: bool) -> None:
    builder = new_stack(exists=exists)
    one, other = group(builder, "one"), group(builder, "other")
    listed = {"privateIpAddresses": ["10.0.0.1"], "ipv6AddressCount": 2}
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1", "securityGroupIds": [one.id, other.id], **listed})
    assign(builder.planned, "more", eni.id, 3)
    web = {"instanceType": "ecs.g6.large", "vswitchId": "vsw-1", "securityGroups": [one.id]}
    more = {"secondaryPrivateIpAddressCount": 4, "ipv6Addresses": ["2001:db8::1"]}
    builder.planned.resource(INSTANCE, "web", {**web, **more})
    assert numbers(builder, basicGroupIps=1) == {"one": "13", "other": "7"}


def test_deprecated_inputs_count_too() -> None:
    builder = new_stack()
    old = {"privateIpsCount": 3, "securityGroups": [group(builder).id]}
    builder.planned.resource("alicloud:vpc/networkInterface:NetworkInterface", "eni", {"vswitchId": "vsw-1", **old})
    assert numbers(builder, basicGroupIps=3) == {"group": "4"}


@pytest.mark.parametrize(("number", "found"), [(2000, {}), (2001, {"group": "2001"})])
def test_the_boundary(number: int, found: dict[str, str]) -> None:
    builder = new_stack()
    crowd(builder, group(builder).id, number=number)
    assert numbers(builder) == found


def test_members_outside_the_stack_are_configured_by_name_urn_or_id() -> None:
    builder = new_stack(exists=True)
    one = group(builder)
    crowd(builder, one.id)
    for name in ("group", one.urn, "group-id"):
        assert numbers(builder, outside={name: {"members": 1999}}) == {}
        assert numbers(builder, outside={name: {"members": 2000}}) == {"group": "2001"}


def test_a_group_outside_the_stack_is_counted_by_its_id() -> None:
    builder = new_stack()
    crowd(builder, "sg-1", number=1500)
    crowd(builder, "sg-1", number=501, name="rest")
    why = "security group sg-1: needs securityGroupType of security group sg-1, which is outside the stack"
    assert undetermined(LIMIT, builder) == [why]
    assert numbers(builder, outside={"sg-1": {"securityGroupType": "normal"}}) == {"sg-1": "2001"}
    assert numbers(builder, outside={"sg-1": {"securityGroupType": "enterprise"}}) == {}


def test_an_advanced_group_counts_enis() -> None:
    builder = new_stack()
    advanced = group(builder, kind="enterprise")
    for name in ("a", "b", "c"):
        crowd(builder, advanced.id, number=50, name=name)
    assert numbers(builder, advancedGroupEnis=3) == {}
    assert "advanced security group holds at most 2 ENIs, not 3." in messages(LIMIT, builder, advancedGroupEnis=2)[0]


def test_unknown_enis_of_an_instance_may_be_any_number_in_an_advanced_group() -> None:
    builder = new_stack()
    advanced = group(builder, kind="enterprise")
    inputs = {"instanceType": "ecs.g6.large", "vswitchId": "vsw-1", "networkInterfaces": UNKNOWN}
    builder.planned.resource(INSTANCE, "web", inputs, dependencies={"networkInterfaces": [advanced]})
    assert numbers(builder, advancedGroupEnis=0) == {}
    assert undetermined(LIMIT, builder) == ["SecurityGroup group: needs networkInterfaces of Instance web"]


def test_a_second_group_that_is_new_counts() -> None:
    builder = new_stack()
    crowd(builder, "sg-1", group(builder).id, number=5)
    assert numbers(builder, basicGroupIps=4) == {"group": "5"}


def test_a_minimum_that_is_too_large_is_refused() -> None:
    builder = new_stack()
    one = group(builder)
    crowd(builder, one.id, number=2001)
    assign(builder.planned, "more", UNKNOWN, UNKNOWN)
    assert numbers(builder) == {"group": "2001"}


def test_a_maximum_that_is_too_large_is_undetermined() -> None:
    builder = new_stack()
    eni = crowd(builder, group(builder).id, number=2000)
    assign(builder.planned, "more", eni.id, UNKNOWN)
    assert numbers(builder) == {}
    assert undetermined(LIMIT, builder) == ["SecurityGroup group: needs ipv6AddressCount of Ipv6Assignment more"]


def test_an_eni_whose_groups_are_unknown_may_be_in_any() -> None:
    builder = new_stack()
    crowd(builder, group(builder).id, number=2000)
    builder.planned.resource(ENI, "somewhere", {"vswitchId": "vsw-1", "securityGroupIds": UNKNOWN})
    assert undetermined(LIMIT, builder) == [
        "SecurityGroup group: needs securityGroupIds of EcsNetworkInterface somewhere"
    ]


def test_an_instance_set_counts_as_often_as_it_has_instances() -> None:
    builder = new_stack()
    one = group(builder)
    inputs = {"amount": 3, "instanceType": "ecs.g6.large", "imageId": "image", "securityGroupIds": [one.id]}
    enis = [{"securityGroupId": one.id, "vswitchId": "vsw-1"}]
    builder.planned.resource("alicloud:ecs/ecsInstanceSet:EcsInstanceSet", "set", {**inputs, "networkInterfaces": enis})
    assert numbers(builder, basicGroupIps=5) == {"group": "6"}


def test_a_scaling_group_may_grow_to_its_maximum() -> None:
    builder = new_stack()
    one = group(builder)
    scaling = builder.planned.resource("alicloud:ess/scalingGroup:ScalingGroup", "fleet", {"minSize": 0, "maxSize": 10})
    inputs = {"scalingGroupId": scaling.id, "instanceType": "ecs.g6.large", "securityGroupId": one.id}
    builder.planned.resource(SCALING, "web", inputs)
    assert undetermined(LIMIT, builder, basicGroupIps=10) == []
    assert undetermined(LIMIT, builder, basicGroupIps=9) == [
        "SecurityGroup group: needs number of instances in ScalingGroup fleet"
    ]


def test_facts_describe_a_scaling_group_outside_the_stack() -> None:
    builder = new_stack()
    inputs = {"scalingGroupId": "asg-1", "instanceType": "ecs.g6.large", "securityGroupId": group(builder).id}
    builder.planned.resource(SCALING, "web", inputs)
    why = "needs maxSize of scaling group asg-1, which is outside the stack"
    assert undetermined(LIMIT, builder) == [f"SecurityGroup group: {why}"]
    assert undetermined(LIMIT, builder, outside={"asg-1": {"maxSize": 2000}}) == []
    assert len(undetermined(LIMIT, builder, outside={"asg-1": {"maxSize": 2001}})) == 1


def test_the_groups_of_a_launch_template_are_used() -> None:
    builder = new_stack()
    inputs = {"securityGroupIds": [group(builder).id], "vswitchId": "vsw-1"}
    template = builder.planned.resource("alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate", "t", inputs)
    more = {"secondaryPrivateIpAddressCount": 2}
    builder.planned.resource(INSTANCE, "web", {"launchTemplateId": template.id, "instanceType": "ecs.g6.large", **more})
    assert numbers(builder, basicGroupIps=2) == {"group": "3"}


@pytest.mark.parametrize("token", TEMPLATES)
def test_a_scaling_group_creates_instances_from_a_launch_template(token: str) -> None:
    builder = new_stack()
    one = group(builder)
    eni = {"securityGroupId": one.id, "vswitchId": "vsw-1"}
    inputs = {"securityGroupId": one.id, "instanceType": "ecs.g6.large", "networkInterfaces": eni}
    template = builder.planned.resource(token, "t", inputs)
    sizes = {"minSize": 0, "maxSize": 3, "vswitchIds": ["vsw-1"]}
    builder.planned.resource(
        "alicloud:ess/scalingGroup:ScalingGroup", "fleet", {**sizes, "launchTemplateId": template.id}
    )
    why = ["SecurityGroup group: needs number of instances in ScalingGroup fleet"]
    assert undetermined(LIMIT, builder, basicGroupIps=6) == []
    assert undetermined(LIMIT, builder, basicGroupIps=5) == why


def test_an_active_scaling_group_has_at_least_its_minimum() -> None:
    builder = new_stack()
    sizes = {"minSize": 2, "desiredCapacity": 3, "maxSize": 5}
    scaling = builder.planned.resource("alicloud:ess/scalingGroup:ScalingGroup", "fleet", sizes)
    inputs = {"scalingGroupId": scaling.id, "instanceType": "ecs.g6.large", "securityGroupId": group(builder).id}
    config = builder.planned.resource(SCALING, "web", {**inputs, "active": True, "enable": True})
    assert numbers(builder, basicGroupIps=2) == {"group": "3"}
    assert numbers(builder, basicGroupIps=3) == {}
    assert len(undetermined(LIMIT, builder, basicGroupIps=4)) == 1
    assert undetermined(LIMIT, builder, basicGroupIps=5) == []
    config.inputs["enable"] = False
    assert numbers(builder, basicGroupIps=2) == {}


@pytest.mark.parametrize("exists", [False, True])
def test_a_separate_primary_eni_counts_once_in_its_groups(exists: bool) -> None:
    builder = new_stack(exists=exists)
    own, other = group(builder, "own"), group(builder, "other")
    eni = crowd(builder, own.id, number=3)
    inputs = {"instanceType": "ecs.g6.large", "securityGroups": [other.id], "networkInterfaceId": eni.id}
    builder.planned.resource(INSTANCE, "web", {**inputs, "ipv6AddressCount": 1})
    assert numbers(builder, basicGroupIps=0) == {"own": "3"}


def test_a_primary_eni_that_may_be_separate_may_count() -> None:
    builder = new_stack()
    inputs = {"instanceType": "ecs.g6.large", "securityGroups": [group(builder).id], "networkInterfaceId": UNKNOWN}
    builder.planned.resource(INSTANCE, "web", {**inputs, "vswitchId": "vsw-1"})
    assert undetermined(LIMIT, builder, basicGroupIps=1) == []
    assert undetermined(LIMIT, builder, basicGroupIps=0) == [
        "SecurityGroup group: needs networkInterfaceId of Instance web"
    ]


def test_a_primary_eni_outside_the_stack_counts_for_the_instance() -> None:
    builder = new_stack()
    inputs = {"instanceType": "ecs.g6.large", "securityGroups": [group(builder).id], "networkInterfaceId": "eni-9"}
    builder.planned.resource(INSTANCE, "web", {**inputs, "vswitchId": "vsw-1"})
    assign(builder.planned, "two", "eni-9", 2)
    assert numbers(builder, basicGroupIps=2) == {"group": "3"}


def test_a_launch_template_alone_creates_nothing() -> None:
    builder = new_stack()
    inputs = {"securityGroupId": group(builder).id, "vswitchId": "vsw-1"}
    builder.planned.resource("alicloud:ecs/launchTemplate:LaunchTemplate", "t", inputs)
    assert numbers(builder, basicGroupIps=0) == {}


FLEET = "alicloud:ecs/autoProvisioningGroup:AutoProvisioningGroup"


def fleet(builder: PlanBuilder, capacity: object, *configs: Mapping[str, object]) -> PlannedResource:
    """An auto provisioning group with a launch template in a new group."""
    inputs = {"securityGroupId": group(builder).id, "instanceType": "ecs.g6.large", "vswitchId": "vsw-1"}
    template = builder.planned.resource("alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate", "t", inputs)
    more = {"launchTemplateConfigs": list(configs)} if configs else {}
    return builder.planned.resource(
        FLEET, "fleet", {"launchTemplateId": template.id, "totalTargetCapacity": capacity, **more}
    )


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize(
    ("weights", "found"),
    [((), "3000"), (("1",), "3000"), (("2",), "1500"), (("1", "1"), "3000"), (("4", "2"), "750")],
)
def test_an_auto_provisioning_group_creates_instances_from_its_template(
    exists: bool, weights: tuple[str, ...], found: str
) -> None:
    builder = new_stack(exists=exists)
    fleet(builder, "3000", *({"instanceType": "ecs.g6.large", "weightedCapacity": one} for one in weights))
    assert numbers(builder, basicGroupIps=100) == {"group": found}
    assert numbers(builder, basicGroupIps=3000) == {}


def test_the_capacity_of_instances_of_several_weights_is_a_range() -> None:
    builder = new_stack()
    fleet(builder, "300", *({"instanceType": "ecs.g6.large", "weightedCapacity": one} for one in ("1", "3")))
    why = ["SecurityGroup group: needs number of instances in AutoProvisioningGroup fleet"]
    assert numbers(builder, basicGroupIps=99) == {"group": "100"}
    assert undetermined(LIMIT, builder, basicGroupIps=100) == why
    assert undetermined(LIMIT, builder, basicGroupIps=300) == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("totalTargetCapacity", "totalTargetCapacity of AutoProvisioningGroup fleet"),
        ("launchTemplateConfigs", "number of instances in AutoProvisioningGroup fleet"),
    ],
)
def test_an_unknown_fleet_is_undetermined(name: str, why: str) -> None:
    builder = new_stack()
    fleet(builder, "300").inputs[name] = UNKNOWN
    assert numbers(builder, basicGroupIps=299) == {}
    assert undetermined(LIMIT, builder, basicGroupIps=299) == [f"SecurityGroup group: needs {why}"]


POOL, CLUSTER = "alicloud:cs/nodePool:NodePool", "alicloud:cs/managedKubernetes:ManagedKubernetes"


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        (POOL, lambda group: {"securityGroupIds": [group]}),
        ("alicloud:eci/containerGroup:ContainerGroup", lambda group: {"securityGroupId": group}),
        ("alicloud:fc/v3Function:V3Function", lambda group: {"vpcConfig": {"securityGroupId": group}}),
        ("alicloud:emrv2/cluster:Cluster", lambda group: {"nodeGroups": [{"additionalSecurityGroupIds": [group]}]}),
    ],
)
def test_members_that_are_not_counted_leave_their_group_undetermined(
    token: str, inputs: Callable[[object], dict[str, object]], exists: bool
) -> None:
    builder = new_stack(exists=exists)
    one, _ = group(builder), group(builder, "other")
    builder.planned.resource(token, "some", inputs(one.id))
    assert undetermined(LIMIT, builder) == [
        f"SecurityGroup group: needs number of members of {token.rpartition(':')[2]} some"
    ]
    assert undetermined(LIMIT, builder, outside={"group": {"members": 300}}) == []
    assert numbers(builder, outside={"group": {"members": 2001}}) == {"group": "2001"}


def test_a_pool_in_the_group_of_its_cluster_is_in_no_group_of_the_stack() -> None:
    builder = new_stack()
    group(builder)
    cluster = builder.planned.resource(CLUSTER, "cluster", {"vswitchIds": ["vsw-1"]})
    builder.planned.resource(POOL, "pool", {"securityGroupIds": [cluster.output("securityGroupId", "sg-9")]})
    assert undetermined(LIMIT, builder) == []
    builder.planned.resource(POOL, "other", {"securityGroupIds": UNKNOWN})
    assert len(undetermined(LIMIT, builder)) == 1


def test_a_database_that_admits_a_group_is_not_a_member() -> None:
    builder = new_stack()
    builder.planned.resource("alicloud:rds/instance:Instance", "db", {"securityGroupIds": [group(builder).id]})
    assert undetermined(LIMIT, builder) == []
