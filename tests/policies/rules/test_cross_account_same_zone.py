import pytest

from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import attach, eni_and_instance, messages, new_stack, undetermined
from tests.policies.scenario_builders import OTHER, OTHER_ZONE, OWNER

ACROSS, VPC = "cross-account-same-zone", "eni-same-vpc"
ROLE = '{"roleArn": "acs:ram::%s:role/ipv6"}'


def test_a_grant_lets_the_vpcs_differ_but_not_the_zones() -> None:
    builder = new_stack()
    eni, _ = eni_and_instance(builder, "here", "vpc-1", "cn-beijing-a")
    _, instance = eni_and_instance(builder, "there", "vpc-2", "cn-beijing-b")
    attach(builder, eni.id, instance.id)
    builder.grant(eni, OTHER)
    assert messages(VPC, builder) == []
    (message,) = messages(ACROSS, builder)
    assert "in zone cn-beijing-a and the instance in zone cn-beijing-b" in message


def test_roles_of_two_accounts_cross_accounts() -> None:
    builder = new_stack()
    providers = [
        builder.planned.provider("alicloud", name, {"region": "cn-beijing", "assumeRole": ROLE % account})
        for name, account in (("one", "1" * 16), ("two", "2" * 16))
    ]
    eni, _ = eni_and_instance(builder, "here", "vpc-1", "cn-beijing-a", providers[0])
    _, instance = eni_and_instance(builder, "there", "vpc-1", "cn-beijing-b", providers[1])
    attach(builder, eni.id, instance.id)
    assert len(messages(ACROSS, builder)) == 1
    assert messages(VPC, builder) == []


def test_an_unknown_role_leaves_the_account_undetermined() -> None:
    builder = new_stack()
    known = builder.planned.provider("alicloud", "one", {"region": "cn-beijing", "assumeRole": ROLE % ("1" * 16)})
    later = builder.planned.provider("alicloud", "two", {"region": "cn-beijing", "assumeRole": UNKNOWN})
    eni, _ = eni_and_instance(builder, "here", "vpc-1", "cn-beijing-a", known)
    _, instance = eni_and_instance(builder, "there", "vpc-1", "cn-beijing-b", later)
    attach(builder, eni.id, instance.id)
    assert messages(ACROSS, builder) == messages(VPC, builder) == []
    why = "EcsNetworkInterfaceAttachment on: needs account of provider two"
    assert undetermined(ACROSS, builder) == undetermined(VPC, builder) == [why]


def test_two_providers_with_one_role_use_one_account() -> None:
    builder = new_stack()
    providers = [
        builder.planned.provider("alicloud", name, {"region": "cn-beijing", "assumeRole": ROLE % ("1" * 16)})
        for name in ("one", "two")
    ]
    eni, _ = eni_and_instance(builder, "here", "vpc-1", "cn-beijing-a", providers[0])
    _, instance = eni_and_instance(builder, "there", "vpc-1", "cn-beijing-b", providers[1])
    attach(builder, eni.id, instance.id)
    assert messages(ACROSS, builder) == []
    assert len(messages(VPC, builder)) == 1


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("field", ["assumeRole", "assumeRoleWithOidc"])
@pytest.mark.parametrize("key", ["roleArn", "role_arn"])
@pytest.mark.parametrize("accounts", [(1, 1), (1, 2)])
def test_roles_in_every_format_are_of_an_account(accounts: tuple[int, int], key: str, field: str, exists: bool) -> None:
    builder = new_stack(exists=exists)
    providers = [
        builder.planned.provider(
            "alicloud", f"p{place}", {"region": "cn-beijing", field: {key: f"acs:ram::{str(account) * 16}:role/ipv6"}}
        )
        for place, account in enumerate(accounts)
    ]
    eni, _ = eni_and_instance(builder, "here", "vpc-1", "cn-beijing-a", providers[0])
    _, instance = eni_and_instance(builder, "there", "vpc-1", "cn-beijing-b", providers[1])
    attach(builder, eni.id, instance.id)
    across = accounts[0] != accounts[1]
    assert (len(messages(ACROSS, builder)), len(messages(VPC, builder))) == ((1, 0) if across else (0, 1))


@pytest.mark.parametrize("field", ["ecsRoleName", "credentialsUri"])
def test_equal_credentials_are_of_one_account_and_different_ones_are_undetermined(field: str) -> None:
    for values, number in ((("a", "a"), 0), (("a", "b"), 1)):
        builder = new_stack()
        providers = [
            builder.planned.provider("alicloud", f"p{place}", {"region": "cn-beijing", field: value})
            for place, value in enumerate(values)
        ]
        eni, _ = eni_and_instance(builder, "here", "vpc-1", "cn-beijing-a", providers[0])
        _, instance = eni_and_instance(builder, "there", "vpc-1", "cn-beijing-b", providers[1])
        attach(builder, eni.id, instance.id)
        assert (messages(ACROSS, builder), len(undetermined(ACROSS, builder))) == ([], number)


def test_an_attachment_to_an_unknown_instance_is_undetermined() -> None:
    builder = new_stack()
    eni, _ = eni_and_instance(builder, "here", "vpc-1", "cn-beijing-a")
    attach(builder, eni.id, UNKNOWN)
    why = ["EcsNetworkInterfaceAttachment on: needs instanceId of EcsNetworkInterfaceAttachment on"]
    assert undetermined(ACROSS, builder) == undetermined(VPC, builder) == why


def test_a_granted_eni_in_another_zone_is_a_violation() -> None:
    builder = new_stack()
    owner, other = builder.by(OWNER), builder.by(OTHER)
    vpc, far = owner.vpc(), other.vpc()
    eni = owner.eni(owner.vswitch(vpc), owner.group(vpc))
    owner.grant(eni, OTHER)
    other.attach(eni, other.instance(other.vswitch(far, zone=OTHER_ZONE), other.group(far)))
    assert len(messages(ACROSS, builder)) == 1
