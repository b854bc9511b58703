import json
from typing import Any

import pulumi
import pulumi_alicloud as alicloud
import pytest

from alicloud_ipv6 import (
    AssumedRoleArgs,
    CrossAccountEniAttachment,
    CrossAccountEniAttachmentArgs,
    CrossAccountWay,
)
from tests.components.recorder import Recorder, is_secret, plain, record, refused

ASSUMED, GRANTED = CrossAccountWay.ASSUMED_ROLE, CrossAccountWay.GRANTED
ASSIGNMENT = "pulumi-python:dynamic/ipv6:Ipv6Assignment"
PERMISSION, ATTACHMENT = "EcsNetworkInterfacePermission", "EcsNetworkInterfaceAttachment"
PROVIDER = "pulumi:providers:alicloud"
WHO = "alicloud:index/getCallerIdentity:getCallerIdentity"
OWNER, OTHER = "1000000000000002", "1000000000000001"
ARN = f"acs:ram::{OWNER}:role/ipv6-eni"
ROLE = AssumedRoleArgs(role_arn=ARN, session_name="me", duration_seconds=900, external_id="x-1")
PREVIEW_OF_ROLE = {"roleArn": ARN, "sessionName": "me", "durationSeconds": 900, "externalId": "x-1"}


def build(
    way: CrossAccountWay, opts: pulumi.ResourceOptions | None = None, /, **args: object
) -> CrossAccountEniAttachment:
    given: dict[str, Any] = {"network_interface_id": "eni-1", "instance_id": "i-1", **args}
    if "owner_provider" not in given:
        given.setdefault("role", ROLE)
    return CrossAccountEniAttachment("nic", CrossAccountEniAttachmentArgs(way=way, **given), opts)


def recorded(way: CrossAccountWay, config: dict[str, str] | None = None, **args: object) -> Recorder:
    invokes = {WHO: {"accountId": OTHER}}
    return record(
        lambda: build(way, **args), invokes=invokes, config={"alicloud:region": "cn-shanghai", **(config or {})}
    )


def provider_of(made: Recorder, type_: str) -> str:
    """The name of the explicit provider that creates it; empty for the stack's own."""
    return made.one(type_).provider.rpartition("::")[0].rpartition("::")[2]


def test_as_a_role_everything_is_done_by_the_owners_side() -> None:
    made = recorded(ASSUMED)
    assert {one.name for one in made.registered} == {"nic", "nic-owner", "nic-attachment", "nic-ipv6"}
    attachment = made.one(ATTACHMENT)
    assert attachment.inputs == {"networkInterfaceId": "eni-1", "instanceId": "i-1"}
    assert provider_of(made, ATTACHMENT) == "nic-owner"
    assert made.invoked == []


def test_by_a_grant_the_owner_grants_and_the_instances_account_attaches() -> None:
    made = recorded(GRANTED)
    permission = made.one(PERMISSION)
    assert permission.inputs == {
        "networkInterfaceId": "eni-1",
        "accountId": OTHER,
        "permission": "InstanceAttach",
    }
    assert provider_of(made, PERMISSION) == "nic-owner"
    assert provider_of(made, ATTACHMENT) == ""
    assert made.invoked == [(WHO, {})]


@pytest.mark.parametrize("way", list(CrossAccountWay))
def test_ipv6_is_assigned_as_the_owner(way: CrossAccountWay) -> None:
    inputs = dict(recorded(way).one(ASSIGNMENT).inputs)
    inputs.pop("__provider")
    assert inputs == {
        "networkInterfaceId": "eni-1",
        "region": "cn-shanghai",
        "ipv6AddressCount": 1,
        **PREVIEW_OF_ROLE,
    }


def test_the_order_is_grant_attach_assign_and_the_engine_destroys_in_reverse() -> None:
    made = recorded(GRANTED)
    assert "nic-permission" in made.one(ATTACHMENT).dependencies
    assert "nic-attachment" in made.one(ASSIGNMENT).dependencies
    assert made.one(ATTACHMENT).options.deleteBeforeReplace
    assert "nic-attachment" in recorded(ASSUMED).one(ASSIGNMENT).dependencies


def test_the_owners_provider_assumes_the_role_in_the_region() -> None:
    provider = recorded(ASSUMED).one(PROVIDER)
    assert provider.inputs["region"] == "cn-shanghai"
    assert json.loads(provider.inputs["assumeRole"]) == {
        "roleArn": ARN,
        "sessionName": "me",
        "sessionExpiration": 900,
        "externalId": "x-1",
    }
    assert provider.parent == "nic"


def test_of_a_role_only_the_arn_is_needed() -> None:
    made = recorded(ASSUMED, role=AssumedRoleArgs(role_arn=ARN))
    given = json.loads(made.one(PROVIDER).inputs["assumeRole"])
    assert given == {"roleArn": ARN, "sessionName": "pulumi-ipv6", "sessionExpiration": 3600}
    assert "sessionName" not in made.one(ASSIGNMENT).inputs


def test_the_role_is_assumed_with_the_stacks_own_credentials() -> None:
    config = {"alicloud:accessKey": "id", "alicloud:secretKey": "key", "alicloud:profile": "mine"}
    inputs = recorded(ASSUMED, config).one(PROVIDER).inputs
    assert is_secret(inputs["accessKey"])
    assert is_secret(inputs["secretKey"])
    assert (plain(inputs["accessKey"]), plain(inputs["secretKey"]), inputs["profile"]) == ("id", "key", "mine")


def test_the_role_is_assumed_with_the_credentials_of_the_components_provider() -> None:
    def program() -> None:
        own = alicloud.Provider("own", region="cn-shanghai", profile="mine")
        build(GRANTED, pulumi.ResourceOptions(provider=own))

    made = record(program, invokes={WHO: {"accountId": OTHER}})
    assert made.one(PROVIDER, "nic-owner").inputs["profile"] == "mine"
    assert provider_of(made, ATTACHMENT) == "own"
    assert made.one(ASSIGNMENT).inputs["profile"] == "mine"
    assert made.invoke_providers[0].rpartition("::")[0].endswith("::own")


def test_the_role_is_assumed_with_the_credentials_of_an_oidc_token() -> None:
    oidc: Any = {
        "role_arn": ARN,
        "oidc_provider_arn": "acs:ram::1:oidc-provider/issuer",
        "oidc_token_file": "token.jwt",
    }

    def program() -> None:
        own = alicloud.Provider("own", region="cn-shanghai", assume_role_with_oidc=oidc)
        build(ASSUMED, pulumi.ResourceOptions(provider=own))

    made = record(program, invokes={WHO: {"accountId": OTHER}})
    assert json.loads(str(made.one(PROVIDER, "nic-owner").inputs["assumeRoleWithOidc"])) == oidc
    assert made.one(ASSIGNMENT).inputs["oidcTokenFile"] == "token.jwt"
    assert made.one(ASSIGNMENT).inputs["roleArn"] == ARN


def test_the_role_is_assumed_with_the_stacks_oidc_token() -> None:
    oidc = {"roleArn": ARN, "oidcProviderArn": "acs:ram::1:oidc-provider/issuer", "oidcTokenFile": "token.jwt"}
    inputs = recorded(ASSUMED, {"alicloud:assumeRoleWithOidc": json.dumps(oidc)}).one(PROVIDER).inputs
    assert json.loads(str(plain(inputs["assumeRoleWithOidc"]))) == oidc


@pytest.mark.parametrize("way", list(CrossAccountWay))
def test_with_a_provider_handed_in_none_is_built(way: CrossAccountWay) -> None:
    def program() -> None:
        role = alicloud.ProviderAssumeRoleArgs(role_arn=ARN, session_name="me")
        owner = alicloud.Provider("owner", region="cn-shanghai", assume_role=role)
        build(way, owner_provider=owner)

    made = record(program, invokes={WHO: {"accountId": OTHER}}, config={"alicloud:region": "cn-shanghai"})
    assert [one.name for one in made.all(PROVIDER)] == ["owner"]
    assert provider_of(made, PERMISSION if way == GRANTED else ATTACHMENT) == "owner"
    inputs = made.one(ASSIGNMENT).inputs
    assert (inputs["roleArn"], inputs["sessionName"], inputs["region"]) == (ARN, "me", "cn-shanghai")


def test_both_providers_may_be_of_one_account() -> None:
    def program() -> None:
        same = alicloud.Provider("same", region="cn-shanghai", profile="mine")
        build(ASSUMED, pulumi.ResourceOptions(provider=same), owner_provider=same)

    made = record(program)
    assert provider_of(made, ATTACHMENT) == "same"
    inputs = made.one(ASSIGNMENT).inputs
    assert inputs["profile"] == "mine"
    assert "roleArn" not in inputs


def test_the_grantee_can_be_given() -> None:
    made = recorded(GRANTED, grantee_account_id=OTHER)
    assert made.one(PERMISSION).inputs["accountId"] == OTHER
    assert made.invoked == []


def test_fixed_addresses_are_passed_on() -> None:
    inputs = recorded(ASSUMED, ipv6_addresses=["2001:db8::1"]).one(ASSIGNMENT).inputs
    assert inputs["ipv6Addresses"] == ["2001:db8::1"]
    assert "ipv6AddressCount" not in inputs


def test_outputs_and_parents() -> None:
    def program() -> None:
        nic = build(GRANTED)
        pulumi.export("found", [nic.ipv6_addresses, nic.ipv6_address_ids, nic.permission_id])

    assigned = {"assigned": ["2001:db8::1"], "ipv6AddressIds": ["ipv6-1"]}
    made = record(program, outputs={ASSIGNMENT: assigned}, invokes={WHO: {"accountId": OTHER}})
    assert made.stack_outputs == {"found": [["2001:db8::1"], ["ipv6-1"], "nic-permission-id"]}
    assert {one.parent for one in made.registered if one.name != "nic"} == {"nic"}


def test_a_preview_needs_no_ids() -> None:
    def program() -> None:
        eni = alicloud.ecs.EcsNetworkInterface("eni", vswitch_id="vsw-1", security_group_ids=["sg-1"])
        build(GRANTED, network_interface_id=eni.id)

    made = record(program, preview=True, invokes={WHO: {"accountId": OTHER}})
    assert made.one(PERMISSION).property_dependencies == {"networkInterfaceId": {"eni"}}


@pytest.mark.parametrize(
    ("way", "wrong", "named"),
    [
        (ASSUMED, {"role": None}, "role"),
        (ASSUMED, {"role": AssumedRoleArgs(role_arn="ipv6-eni")}, "role.role_arn"),
        (ASSUMED, {"role": AssumedRoleArgs(role_arn=ARN, session_name="x")}, "role.session_name"),
        (ASSUMED, {"role": AssumedRoleArgs(role_arn=ARN, duration_seconds=899)}, "role.duration_seconds"),
        (ASSUMED, {"role": AssumedRoleArgs(role_arn=ARN, duration_seconds=43201)}, "role.duration_seconds"),
        (ASSUMED, {"role": AssumedRoleArgs(role_arn=ARN, external_id="?")}, "role.external_id"),
        (ASSUMED, {"grantee_account_id": OTHER}, "grantee_account_id"),
        (ASSUMED, {"ipv6_address_count": 0}, "ipv6_address_count"),
        (ASSUMED, {"ipv6_address_count": 1, "ipv6_addresses": ["::1"]}, "ipv6_addresses"),
        (GRANTED, {"grantee_account_id": "12"}, "grantee_account_id"),
        (GRANTED, {"grantee_account_id": OWNER}, "role.role_arn"),
    ],
)
def test_wrong_input_is_refused_before_anything_is_registered(
    way: CrossAccountWay, wrong: dict[str, object], named: str
) -> None:
    assert list(refused(lambda: build(way, **wrong))) == [named]


def test_a_role_and_a_provider_exclude_each_other() -> None:
    with pytest.raises(pulumi.InputPropertiesError, match="Give either role or owner_provider"):
        record(lambda: build(ASSUMED, role=ROLE, owner_provider=alicloud.Provider("owner")))


@pytest.mark.parametrize("preview", [True, False])
def test_a_role_of_the_instances_own_account_is_refused_once_that_is_known(preview: bool) -> None:
    with pytest.raises(pulumi.RunError, match=f"role.role_arn: The role belongs to account {OWNER}"):
        record(lambda: build(GRANTED), preview=preview, invokes={WHO: {"accountId": OWNER}})


def test_sides_in_different_regions_are_refused() -> None:
    def program() -> None:
        own = alicloud.Provider("own", region="cn-beijing")
        owner = alicloud.Provider("owner", region="cn-shanghai")
        build(GRANTED, pulumi.ResourceOptions(provider=own), owner_provider=owner)

    with pytest.raises(pulumi.RunError, match=r"region: .* the two sides are in cn-beijing, cn-shanghai"):
        record(program, preview=True, invokes={WHO: {"accountId": OTHER}})
    with pytest.raises(pulumi.RunError, match="region: "):
        record(lambda: build(GRANTED, region="cn-hongkong"), invokes={WHO: {"accountId": OTHER}})


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"access_key": "id", "secret_key": "key"}, "accessKey, secretKey"),
        ({"assume_role": {"role_arn": ARN, "policy": "{}"}}, "it has policy"),
    ],
)
def test_a_provider_that_the_assignment_cannot_follow_is_refused(settings: dict[str, Any], named: str) -> None:
    with pytest.raises(pulumi.RunError, match=named):
        record(lambda: build(ASSUMED, owner_provider=alicloud.Provider("owner", region="cn-beijing", **settings)))
