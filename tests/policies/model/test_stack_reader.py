import pytest
from pulumi_policy import PolicyResource

from alicloud_policies.model.plain_values import UNKNOWN
from alicloud_policies.model.record import Record
from alicloud_policies.model.stack_reader import Inputs, read_inputs, read_stack
from alicloud_rules.three_valued import unknown
from policy_testkit import UNKNOWN as NOT_KNOWN
from policy_testkit import PlannedStack, resource_args, stack_args

ENI = "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface"
SWITCH = "alicloud:vpc/switch:Switch"


def no_trouble(urn: str, error: Exception) -> None:
    raise AssertionError(urn) from error


def records(plan: PlannedStack, *, told: bool = True) -> dict[str, Record]:
    """The records of a stack by name, with or without the inputs."""
    inputs: dict[str, Inputs] = {}
    for one in plan.resources if told else ():
        args = resource_args(plan, one)
        inputs[one.urn] = read_inputs(args.resource_type, args.props) or {}
    found = read_stack(stack_args(plan).resources, inputs, no_trouble)
    return {record.urn.rpartition("::")[2]: record for record in found}


def small(exists: bool) -> PlannedStack:
    plan = PlannedStack(exists=exists)
    vswitch = plan.resource(SWITCH, "vsw", {"vpcId": NOT_KNOWN, "zoneId": "cn-beijing-h"})
    plan.resource(ENI, "eni", {"vswitchId": vswitch.id, "tags": {"a": "b"}}, outputs={"status": "InUse"})
    plan.resource("alicloud:oss/bucket:Bucket", "bucket", {"bucket": "b"})
    return plan


def test_only_what_the_limits_concern_is_read() -> None:
    found = records(small(exists=False))
    assert sorted(found) == ["eni", "vsw"]
    assert found["eni"].inputs == {"vswitchId": UNKNOWN}
    assert found["eni"].outputs == {"status": "InUse"}
    assert found["eni"].label == "EcsNetworkInterface eni"
    assert found["eni"].edges == {"vswitchId": (found["vsw"].urn,)}


def test_an_id_is_present_once_the_resource_exists() -> None:
    assert records(small(exists=False))["vsw"].id is None
    assert records(small(exists=True))["vsw"].id == "vsw-id"


def test_a_resource_without_inputs_is_looked_up() -> None:
    plan = small(exists=True)
    args = resource_args(plan, plan.resources[-1])
    told = {args.urn: read_inputs(args.resource_type, args.props) or {}}
    found = read_stack(stack_args(plan).resources, told, no_trouble)
    assert [record.managed for record in found] == [False, False]


def test_without_any_inputs_outputs_and_dependencies_are_used() -> None:
    found = records(small(exists=False), told=False)
    assert found["eni"].managed
    assert found["eni"].inputs == {"status": "InUse", "vswitchId": UNKNOWN}


@pytest.mark.parametrize(
    ("inputs", "region", "account"),
    [
        ({}, None, "own credentials"),
        ({"region": "cn-beijing", "profile": "p"}, "cn-beijing", "own credentials p"),
        ({"region": NOT_KNOWN}, unknown("region of provider p"), "own credentials"),
        ({"assumeRole": '{"roleArn": "acs:ram::1000000000000001:role/r"}'}, None, "1000000000000001"),
        ({"assumeRole": {"roleArn": "acs:ram::1000000000000001:role/r"}}, None, "1000000000000001"),
        ({"assumeRole": [{"roleArn": "acs:ram::1000000000000001:role/r"}]}, None, "1000000000000001"),
        ({"assumeRole": {"role_arn": "acs:ram::1000000000000001:role/r"}}, None, "1000000000000001"),
        ({"assumeRole": '{"role_arn": "acs:ram::1000000000000001:role/r"}'}, None, "1000000000000001"),
        ({"assumeRoleWithOidc": {"roleArn": "acs:ram::1000000000000001:role/r"}}, None, "1000000000000001"),
        ({"assumeRoleWithOidc": {"role_arn": "acs:ram::1000000000000001:role/r"}}, None, "1000000000000001"),
        (
            {
                "assumeRoleWithOidc": {"roleArn": "acs:ram::1000000000000001:role/r"},
                "assumeRole": {"roleArn": "acs:ram::1000000000000002:role/r"},
            },
            None,
            "1000000000000002",
        ),
        ({"assumeRoleWithOidc": NOT_KNOWN}, None, unknown("account of provider p")),
        ({"assumeRole": {"roleArn": NOT_KNOWN}}, None, unknown("account of provider p")),
        ({"ecsRoleName": "web"}, None, "own credentials web"),
        ({"credentialsUri": "http://localhost/c"}, None, "own credentials http://localhost/c"),
        ({"ecsRoleName": NOT_KNOWN}, None, unknown("account of provider p")),
        ({"assumeRole": NOT_KNOWN}, None, unknown("account of provider p")),
        ({"assumeRole": "no json"}, None, unknown("account of provider p")),
        ({"assumeRole": '{"roleArn": "no arn"}'}, None, unknown("account of provider p")),
        ({"accessKey": NOT_KNOWN}, None, unknown("account of provider p")),
    ],
)
def test_region_and_account_of_a_provider(inputs: dict[str, object], region: object, account: object) -> None:
    plan = PlannedStack()
    provider = plan.provider("alicloud", "p", inputs)
    plan.resource(ENI, "eni", {"vswitchId": "vsw-1"}, provider=provider)
    found = records(plan)["eni"].provider
    assert found is not None
    assert (found.region, found.account) == (region, account)


class _Hostile(PolicyResource):
    """A resource that cannot be read."""

    @property  # type: ignore[override]
    def property_dependencies(self) -> object:
        raise RuntimeError("no")

    @property_dependencies.setter
    def property_dependencies(self, _: object) -> None:
        pass


def test_an_error_with_one_resource_is_reported_and_the_others_are_read() -> None:
    resources = stack_args(small(exists=False)).resources
    bad = next(one for one in resources if one.name == "vsw")
    bad.__class__ = _Hostile
    told: list[str] = []
    found = read_stack(resources, {}, lambda urn, _: told.append(urn))
    assert told == [bad.urn]
    assert [record.label for record in found] == ["EcsNetworkInterface eni"]


@pytest.mark.parametrize(
    ("exists", "outputs", "changing"),
    [
        (False, {}, False),
        (True, {}, False),
        (True, {"id": "", "status": "Available"}, True),
        (False, {"id": ""}, False),
    ],
)
def test_a_resource_that_exists_without_showing_its_id_is_changing(
    exists: bool, outputs: dict[str, object], changing: bool
) -> None:
    plan = PlannedStack(exists=exists)
    plan.resource(SWITCH, "vsw", {"vpcId": "vpc-1"}, outputs=outputs)
    assert records(plan)["vsw"].changing is changing
