"""Authorization of RAM users, call by call, against the resources of each call."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alicloud_sandbox.core.actions import Action
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.params import read
from alicloud_sandbox.gateway.dispatch import find
from alicloud_sandbox.gateway.products import ACTIONS
from alicloud_sandbox.iam.authorization import arns_of, ram_name
from alicloud_sandbox.iam.keyring import OPERATOR
from tests.sandbox.any_request import filled
from tests.sandbox.conftest import Cloud, Net, cloud_with, refused
from tests.sandbox.iam.ram.ram_fixtures import RESOURCE, USER, allow, attach, deny, document, give, make_user
from tests.sandbox.services.ecs.eni_fixtures import make_eni, put_instance

ECS, VPC, RAM, STS = "2014-05-26", "2016-04-28", "2015-05-01", "2015-04-01"
HERE = f"cn-beijing:{RESOURCE}"

every_action = pytest.mark.parametrize("action", ACTIONS.values(), ids=ram_name)
every_signed_action = pytest.mark.parametrize(
    "action", [action for action in ACTIONS.values() if not action.unsigned], ids=ram_name
)


def arns(version: str, name: str, **values: str) -> list[str]:
    """The resources of a request of account `resource` in cn-beijing."""
    action = find(name, version)
    required = {
        other: value
        for other, value in filled(action, lambda _name, _required: None).items()
        if other.partition(".")[0] not in {given.partition(".")[0] for given in values}
    }
    return arns_of(action, read(action.params, {**required, **values}, name, RESOURCE), "cn-beijing", RESOURCE)


@every_action
def test_its_resources_name_parameters_that_the_action_has(action: Action) -> None:
    fields = set(action.params.__struct_encode_fields__)
    for resource in action.resources or ():
        assert not resource.parameter or not fields.isdisjoint(resource.parameter.split("|"))
        assert resource.kind in fields or not resource.kind[:1].isupper()


def test_what_needs_no_authorization() -> None:
    free = {ram_name(action) for action in ACTIONS.values() if action.resources is None}
    assert free == {"sts:AssumeRoleWithOIDC", "sts:GetCallerIdentity", "location:DescribeEndpoints"}


@every_signed_action
def test_a_user_without_any_right_may_do_nothing(cloud: Cloud, action: Action) -> None:
    operator = cloud.by(f"user/{OPERATOR}")
    flat = filled(action, lambda name, required: None)
    if action.resources is None:
        assert operator.request(action, flat)
        return
    code = "Forbidden.RAM" if action.product in ("Ecs", "Vpc") else "NoPermission"
    with refused(code, 403) as caught:
        operator.request(action, flat)
    message = caught.value.message
    assert f"acs:ram::{USER}:user/{OPERATOR} is not allowed {ram_name(action)} on " in message


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (arns(ECS, "DeleteInstance", InstanceId="i-1"), [f"acs:ecs:{HERE}:instance/i-1"]),
        (
            arns(ECS, "AttachNetworkInterface", InstanceId="i-1", NetworkInterfaceId="eni-1"),
            [f"acs:ecs:{HERE}:eni/eni-1", f"acs:ecs:{HERE}:instance/i-1"],
        ),
        (
            arns(
                ECS,
                "CreateNetworkInterface",
                **{"VSwitchId": "vsw-1", "SecurityGroupIds.1": "sg-1", "SecurityGroupIds.2": "sg-2", "Tag.1.Key": "k"},
            ),
            [
                f"acs:ecs:{HERE}:eni/*",
                f"acs:ecs:{HERE}:securitygroup/sg-1",
                f"acs:ecs:{HERE}:securitygroup/sg-2",
                f"acs:vpc:{HERE}:vswitch/vsw-1",
            ],
        ),
        (
            arns(ECS, "DescribeInstances", InstanceIds='["i-1", "i-2"]', InstanceName="i-3"),
            [f"acs:ecs:{HERE}:instance/i-1", f"acs:ecs:{HERE}:instance/i-2"],
        ),
        (arns(ECS, "DescribeInstances"), [f"acs:ecs:{HERE}:instance/*"]),
        (
            arns(ECS, "DescribeNetworkInterfaces", **{"NetworkInterfaceId.1": "eni-1"}),
            [f"acs:ecs:{HERE}:eni/eni-1"],
        ),
        (arns(ECS, "DescribeSecurityGroups", SecurityGroupId="sg-1"), [f"acs:ecs:{HERE}:securitygroup/sg-1"]),
        (arns(ECS, "RunInstances", VSwitchId="vsw-1"), ["*"]),
        (arns(ECS, "DescribeInvocationResults", InvokeId="t-1"), ["*"]),
        (
            arns(ECS, "TagResources", ResourceType="securitygroup", **{"ResourceId.1": "sg-1"}),
            [f"acs:ecs:{HERE}:securitygroup/sg-1"],
        ),
        (arns(VPC, "DescribeVpcs", VpcId="vpc-1,vpc-2"), [f"acs:vpc:{HERE}:vpc/vpc-1", f"acs:vpc:{HERE}:vpc/vpc-2"]),
        (arns(VPC, "TagResources", ResourceType="VSWITCH", **{"ResourceId.1": "v"}), [f"acs:vpc:{HERE}:vswitch/v"]),
        (arns(RAM, "GetRole", RoleName="Admin"), [f"acs:ram::{RESOURCE}:role/Admin"]),
        (
            arns(RAM, "AttachPolicyToRole", RoleName="r", PolicyType="System", PolicyName="P"),
            [f"acs:ram::{RESOURCE}:role/r", "acs:ram::system:policy/P"],
        ),
        (
            arns(RAM, "TagResources", ResourceType="role", ResourceNames='["one"]'),
            [f"acs:ram::{RESOURCE}:role/one"],
        ),
        (arns(STS, "AssumeRole", RoleArn="acs:ram::1:role/r"), ["acs:ram::1:role/r"]),
    ],
)
def test_the_resources_of_requests(found: list[str], expected: list[str]) -> None:
    assert found == expected


def test_each_right_lets_do_what_it_says_and_no_more(cloud: Cloud, net: Net) -> None:
    eni = make_eni(cloud, net)
    ann = make_user(cloud, "ann", allow("ecs:DescribeNetworkInterfaces"))
    assert ann.ecs("DescribeNetworkInterfaces")["TotalCount"] == 1
    with refused("Forbidden.RAM", 403) as caught:
        ann.ecs("DeleteNetworkInterface", NetworkInterfaceId=eni)
    assert f"ecs:DeleteNetworkInterface on acs:ecs:{HERE}:eni/{eni}" in caught.value.message
    assert "NotFound" not in caught.value.message
    give(cloud, "deleter", allow("ecs:Delete*", on=f"acs:ecs:*:*:eni/{eni}"), UserName="ann")
    ann.ecs("DeleteNetworkInterface", NetworkInterfaceId=eni)
    assert cloud.ecs("DescribeNetworkInterfaces")["TotalCount"] == 0


def test_every_resource_must_be_allowed(cloud: Cloud, net: Net) -> None:
    eni, instance = make_eni(cloud, net), put_instance(cloud, net)
    attach_it = {"NetworkInterfaceId": eni, "InstanceId": instance}
    ann = make_user(cloud, "ann", allow("ecs:AttachNetworkInterface", on=f"acs:ecs:*:{RESOURCE}:eni/*"))
    with refused("Forbidden.RAM") as caught:
        ann.ecs("AttachNetworkInterface", **attach_it)
    assert f"instance/{instance}" in caught.value.message
    bob = make_user(cloud, "bob", allow("ecs:*", on=[f"acs:ecs:*:*:eni/{eni}", f"acs:ecs:*:*:instance/{instance}"]))
    bob.ecs("AttachNetworkInterface", **attach_it)
    assert bob.ecs("DescribeNetworkInterfaces", NetworkInterfaceId=[eni])["TotalCount"] == 1
    with refused("Forbidden.RAM") as caught:
        bob.ecs("DescribeNetworkInterfaces")
    assert "eni/*" in caught.value.message


def test_other_regions_and_accounts_can_be_kept_out(cloud: Cloud) -> None:
    ann = make_user(cloud, "ann", allow("vpc:DescribeVpcs", on=f"acs:vpc:cn-beijing:{RESOURCE}:vpc/*"))
    assert ann.vpc("DescribeVpcs")["TotalCount"] == 0
    with refused("Forbidden.RAM"):
        ann.at("cn-shanghai").vpc("DescribeVpcs")
    bob = make_user(cloud, "bob", allow("vpc:DescribeVpcs", on=f"acs:vpc:*:{USER}:vpc/*"))
    with refused("Forbidden.RAM"):
        bob.vpc("DescribeVpcs")


def test_all_resources_needs_the_asterisk(cloud: Cloud) -> None:
    ann = make_user(cloud, "ann", allow("ecs:DescribeRegions", on="acs:ecs:*:*:*"))
    with refused("Forbidden.RAM") as caught:
        ann.ecs("DescribeRegions")
    assert caught.value.message.endswith("ecs:DescribeRegions on *.")


def test_a_deny_wins_over_the_administrator(cloud: Cloud) -> None:
    give(cloud, "no-vpc", deny("vpc:Create*"), UserName="admin")
    with refused("Forbidden.RAM") as caught:
        cloud.vpc("CreateVpc", CidrBlock="10.0.0.0/8")
    assert "is denied vpc:CreateVpc" in caught.value.message
    assert cloud.by("resource/root").vpc("CreateVpc", CidrBlock="10.0.0.0/8")
    assert cloud.by("user").vpc("CreateVpc", CidrBlock="10.0.0.0/8")


def test_a_policy_works_through_its_default_version(cloud: Cloud) -> None:
    ann = make_user(cloud, "ann", allow("vpc:DescribeVpcs"))
    change = {"PolicyName": "ann-policy", "PolicyDocument": document(allow("ecs:*"))}
    cloud.ram("CreatePolicyVersion", **change)
    assert ann.vpc("DescribeVpcs")["TotalCount"] == 0
    cloud.ram("SetDefaultPolicyVersion", PolicyName="ann-policy", VersionId="v2")
    with refused("Forbidden.RAM"):
        ann.vpc("DescribeVpcs")
    assert ann.ecs("DescribeInstances")["TotalCount"] == 0


def test_conditions_on_the_source_address(cloud: Cloud) -> None:
    inside = {"IpAddress": {"acs:SourceIp": ["127.0.0.0/8"]}}
    outside = {"IpAddress": {"acs:SourceIp": "203.0.113.0/24"}}
    ann = make_user(
        cloud, "ann", allow("vpc:DescribeVpcs", Condition=inside), allow("ecs:DescribeInstances", Condition=outside)
    )
    assert ann.vpc("DescribeVpcs")["TotalCount"] == 0
    with refused("Forbidden.RAM"):
        ann.ecs("DescribeInstances")


def test_rights_on_ram_itself(cloud: Cloud) -> None:
    ann = make_user(cloud, "ann", allow("ram:GetUser", on=f"acs:ram:*:{RESOURCE}:user/ann"))
    assert ann.ram("GetUser", UserName="ann")["User"]["UserName"] == "ann"
    with refused("NoPermission", 403) as caught:
        ann.ram("GetUser", UserName="admin")
    assert f"ram:GetUser on acs:ram::{RESOURCE}:user/admin" in caught.value.message
    with refused("NoPermission"):
        ann.ram("AttachPolicyToUser", UserName="ann", PolicyType="System", PolicyName="AdministratorAccess")
    attach(cloud, "AliyunRAMFullAccess", UserName="ann")
    ann.ram("AttachPolicyToUser", UserName="ann", PolicyType="System", PolicyName="AdministratorAccess")
    assert ann.vpc("DescribeVpcs")["TotalCount"] == 0


def test_a_refused_request_is_not_remembered_under_its_token(cloud: Cloud) -> None:
    ann = make_user(cloud, "ann")
    request = {"CidrBlock": "10.0.0.0/8", "ClientToken": "once"}
    with refused("Forbidden.RAM"):
        ann.vpc("CreateVpc", **request)
    made = cloud.vpc("CreateVpc", **request)["VpcId"]
    with refused("Forbidden.RAM"):
        ann.vpc("CreateVpc", **request)
    attach(cloud, "AliyunVPCFullAccess", UserName="ann")
    assert ann.vpc("CreateVpc", **request)["VpcId"] == made


def test_a_deny_holds_however_the_request_writes_the_id(cloud: Cloud, net: Net) -> None:
    instance = put_instance(cloud, net)
    ann = make_user(cloud, "ann", allow("ecs:*"), deny("ecs:*", on=f"acs:ecs:*:*:instance/{instance}"))
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in instance)
    for ids in (f'["{instance}"]', f'["{escaped}"]', f' [ "{instance}" , "i-other" ] ', f'["x,y", "{escaped}"]'):
        with refused("Forbidden.RAM", 403) as caught:
            ann.ecs("DescribeInstances", InstanceIds=ids)
        assert f"is denied ecs:DescribeInstances on acs:ecs:{HERE}:instance/{instance}" in caught.value.message
    assert ann.ecs("DescribeInstances", InstanceIds=f'["x{escaped}"]')["TotalCount"] == 0


def test_types_times_ids_are_bounded(cloud: Cloud) -> None:
    ann = make_user(cloud, "ann", allow("vpc:*", on=f"acs:vpc:*:*:{'*a' * 100}"))
    many = {f"ResourceId.{number}": f"vpc-{number}" for number in range(1, 4000)}
    tag = {"Tag.1.Key": "k", "Tag.1.Value": "v"}
    action = find("TagResources", VPC)
    started = time.process_time()
    for named, flat in (
        ("ResourceType", {"ResourceType": "V" * 60_000, "ResourceId.1": "v", **tag}),
        ("ResourceId", {"ResourceType": "VPC", "ResourceId.1": "v" * 60_000, **tag}),
        ("ResourceId", {"ResourceType": "VPC", **many, **tag}),
    ):
        with refused(f"IllegalParam.{named}", 400):
            ann.request(action, flat)
    assert time.process_time() - started < 0.5


_PATTERNS = st.sampled_from(["ecs:*", "ecs:Describe*", "vpc:*", "vpc:DescribeVpcs", "*", "ram:*", "ecs:DescribeDisks"])
_STATEMENTS = st.builds(lambda make, action: make(action), st.sampled_from([allow, deny]), _PATTERNS)


@settings(max_examples=25, deadline=None)
@given(held=st.lists(_STATEMENTS, min_size=1, max_size=3), more=_STATEMENTS)
def test_an_allow_only_adds_and_a_deny_only_takes(held: list[dict[str, object]], more: dict[str, object]) -> None:
    cloud = cloud_with()
    ann = make_user(cloud, "ann", *held)
    before = allowed(ann)
    give(cloud, "more", more, UserName="ann")
    after = allowed(ann)
    assert before <= after if more["Effect"] == "Allow" else after <= before


def allowed(cloud: Cloud) -> set[str]:
    """Which of some harmless actions the caller may call."""
    calls = {
        "DescribeVpcs": cloud.vpc,
        "DescribeInstances": cloud.ecs,
        "DescribeDisks": cloud.ecs,
        "DescribeRegions": cloud.ecs,
        "ListRoles": cloud.ram,
    }
    return {name for name, call in calls.items() if _answers(call, name)}


def _answers(call: Callable[[str], object], name: str) -> bool:
    try:
        return bool(call(name))
    except ApiError as error:
        assert error.code in ("Forbidden.RAM", "NoPermission")
        return False
