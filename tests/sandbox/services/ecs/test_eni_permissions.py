"""ENIs granted to another account. What the real service shows of them is not established: these are assumptions."""

from dataclasses import replace

import pytest

from alicloud_sandbox.cli import inventory
from alicloud_sandbox.core.entities import EniPermission
from tests.sandbox.conftest import REGION, Cloud, make_net, refused
from tests.sandbox.iam.ram.ram_fixtures import allow, make_user
from tests.sandbox.services.ecs.eni_fixtures import (
    assign,
    find_enis,
    ids,
    ipv6_of,
    make_eni,
    primary_of,
    put_instance,
    read_eni,
)
from tests.sandbox.services.ecs.instance_fixtures import read_instance, run_instance
from tests.sandbox.services.ecs.two_accounts import OTHER, OWNER, TwoAccounts, make_two_accounts, status


@pytest.fixture
def pair(cloud: Cloud) -> TwoAccounts:
    return make_two_accounts(cloud)


def test_a_grant_reads_back_as_it_was_made(pair: TwoAccounts) -> None:
    made = pair.ask_grant()["NetworkInterfacePermission"]
    assert made["NetworkInterfacePermissionId"].startswith("eni-perm-")
    assert (made["NetworkInterfaceId"], made["AccountId"]) == (pair.eni, int(OTHER))
    assert (made["Permission"], made["PermissionState"]) == ("InstanceAttach", "Granted")
    assert pair.grants(NetworkInterfaceId=pair.eni) == [made]
    assert pair.grants(NetworkInterfacePermissionId=[made["NetworkInterfacePermissionId"]]) == [made]
    assert pair.grants(NetworkInterfacePermissionId=["eni-perm-none"]) == []
    assert pair.ask_grant()["NetworkInterfacePermission"] == made


def test_a_grant_to_the_owner_itself_is_made(pair: TwoAccounts) -> None:
    made = pair.ask_grant(AccountId=OWNER)["NetworkInterfacePermission"]
    assert pair.grants(NetworkInterfaceId=pair.eni) == [made]
    pair.revoke(made["NetworkInterfacePermissionId"])
    assert pair.grants(NetworkInterfaceId=pair.eni) == []


def test_grants_are_the_owner_s_to_see(pair: TwoAccounts) -> None:
    permission = pair.grant()
    as_other = replace(pair, owner=pair.other)
    assert as_other.grants(NetworkInterfaceId=pair.eni) == []
    assert as_other.grants(NetworkInterfacePermissionId=[permission]) == []
    with refused("InvalidEniPermissionId.NotFound", 404):
        as_other.revoke(permission)
    with refused("MissingParameter", 400):
        pair.grants()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Permission": "EipAssociate"}, "InvalidParameter"),
        ({"AccountId": 1234567890123456}, "InvalidParameter"),
        ({"NetworkInterfaceId": "eni-none"}, "InvalidEniId.NotFound"),
    ],
)
def test_a_grant_that_cannot_be_made(pair: TwoAccounts, changes: dict[str, object], code: str) -> None:
    with refused(code):
        pair.ask_grant(**changes)
    assert pair.grants(NetworkInterfaceId=pair.eni) == []


def test_only_a_secondary_eni_of_one_s_own_is_granted(pair: TwoAccounts) -> None:
    with refused("InvalidEniId.NotFound", 404):
        replace(pair, owner=pair.other).ask_grant(AccountId=OWNER)
    with refused("InvalidOperation.InvalidEniType", 403):
        pair.ask_grant(NetworkInterfaceId=primary_of(pair.owner, put_instance(pair.owner, pair.net)))


def test_without_a_grant_the_eni_is_not_there(pair: TwoAccounts) -> None:
    assert find_enis(pair.other, NetworkInterfaceId=[pair.eni]) == []
    with refused("InvalidEniId.NotFound", 404):
        pair.attach()


def test_a_granted_eni_can_be_seen_and_attached_across_vpcs(pair: TwoAccounts) -> None:
    pair.grant()
    assert status(pair.other, pair.eni) == "Available"
    pair.attach()
    for cloud in (pair.owner, pair.other):
        eni = read_eni(cloud, pair.eni)
        assert (eni["Status"], eni["InstanceId"], eni["OwnerId"]) == ("InUse", pair.instance, OWNER)
    both = {primary_of(pair.other, pair.instance), pair.eni}
    assert set(ids(find_enis(pair.other, InstanceId=pair.instance))) == both
    assert ids(find_enis(pair.owner)) == [pair.eni]


def test_every_eni_of_an_instance_can_be_described_by_its_owner(cloud: Cloud) -> None:
    pair = make_two_accounts(cloud)
    pair = replace(pair, instance=run_instance(pair.other, make_net(pair.other)))
    pair.grant()
    pair.attach()
    rows = read_instance(pair.other, pair.instance)["NetworkInterfaces"]["NetworkInterface"]
    assert len(rows) == 2
    for row in rows:
        assert read_eni(pair.other, row["NetworkInterfaceId"])["InstanceId"] == pair.instance


def test_the_zone_must_still_be_the_same(pair: TwoAccounts) -> None:
    pair.grant()
    elsewhere = replace(pair, instance=put_instance(pair.other, make_net(pair.other, f"{REGION}-h")))
    with refused("InvalidOperation.AvailabilityZoneMismatch", 403):
        elsewhere.attach()
    assert status(pair.owner, pair.eni) == "Available"


def test_one_s_own_enis_stay_in_one_vpc(pair: TwoAccounts) -> None:
    mine = make_eni(pair.other, make_net(pair.other))
    with refused("InvalidOperation.VpcMismatch", 403):
        pair.other.ecs("AttachNetworkInterface", NetworkInterfaceId=mine, InstanceId=pair.instance)


def test_a_grant_is_for_one_account_and_one_region(pair: TwoAccounts) -> None:
    pair.ask_grant()
    third = make_eni(pair.owner, pair.net)
    with refused("InvalidEniId.NotFound", 404):
        replace(pair, eni=third).attach()
    assert find_enis(pair.other.at("cn-shanghai"), NetworkInterfaceId=[pair.eni]) == []


@pytest.mark.parametrize("attached", [False, True])
def test_a_grant_is_for_attaching_only(pair: TwoAccounts, attached: bool) -> None:
    pair.grant()
    if attached:
        pair.attach()
    before = read_eni(pair.owner, pair.eni)
    for action, more in (
        ("AssignIpv6Addresses", {"Ipv6AddressCount": 1}),
        ("UnassignIpv6Addresses", {"Ipv6Address": ["2001:db8::1"]}),
        ("AssignPrivateIpAddresses", {"SecondaryPrivateIpAddressCount": 1}),
        ("ModifyNetworkInterfaceAttribute", {"NetworkInterfaceName": "mine"}),
        ("DeleteNetworkInterface", {}),
        ("CreateNetworkInterfacePermission", {"AccountId": OWNER, "Permission": "InstanceAttach"}),
    ):
        with refused("Forbidden.RAM", 403) as caught:
            pair.other.ecs(action, NetworkInterfaceId=pair.eni, **more)
        assert OWNER in caught.value.message
        assert "InstanceAttach only" in caught.value.message
    assert read_eni(pair.owner, pair.eni) == before


def test_the_owner_assigns_ipv6_before_and_after_the_attachment(pair: TwoAccounts) -> None:
    (before,) = assign(pair.owner, pair.eni)
    pair.grant()
    pair.attach()
    assert ipv6_of(pair.other, pair.eni) == [before]
    pair.owner.ecs("UnassignIpv6Addresses", NetworkInterfaceId=pair.eni, Ipv6Address=[before])
    (after,) = assign(pair.owner, pair.eni)
    assert ipv6_of(pair.other, pair.eni) == [after]


def test_the_account_of_the_instance_detaches(pair: TwoAccounts) -> None:
    pair.grant()
    pair.attach()
    with refused("InvalidEcsId.NotFound", 404):
        pair.detach(pair.owner)
    pair.detach(pair.other)
    assert status(pair.owner, pair.eni) == status(pair.other, pair.eni) == "Available"
    pair.attach()
    assert status(pair.owner, pair.eni) == "InUse"


def test_an_attached_eni_is_not_deleted(pair: TwoAccounts) -> None:
    pair.grant()
    pair.attach()
    with refused("InvalidOperation.InvalidEniState"):
        pair.owner.ecs("DeleteNetworkInterface", NetworkInterfaceId=pair.eni)


def test_the_eni_outlives_the_other_account_s_instance(pair: TwoAccounts) -> None:
    eni = make_eni(pair.owner, pair.net, DeleteOnRelease=True)
    pair = replace(pair, eni=eni)
    pair.grant()
    pair.attach()
    pair.other.ecs("DeleteInstance", InstanceId=pair.instance, Force=True)
    assert status(pair.owner, eni) == "Available"


def test_a_deleted_eni_takes_its_grants_along(pair: TwoAccounts) -> None:
    pair.grant()
    pair.owner.ecs("DeleteNetworkInterface", NetworkInterfaceId=pair.eni)
    assert pair.owner.dispatcher.store.all_accounts(EniPermission) == []
    assert pair.grants(NetworkInterfaceId=pair.eni) == []


def test_a_user_of_the_other_account_needs_the_right_too(pair: TwoAccounts) -> None:
    pair.grant()
    ann = make_user(pair.other, "ann", allow("ecs:Describe*"))
    assert status(ann, pair.eni) == "Available"
    with refused("Forbidden.RAM", 403) as caught:
        replace(pair, other=ann).attach()
    assert "ecs:AttachNetworkInterface" in caught.value.message


def test_show_tells_who_granted_what(pair: TwoAccounts) -> None:
    permission = pair.grant()
    found = inventory.collect(pair.owner.dispatcher.store)
    (row,) = found["user"]["eni-permission"]
    assert (row["id"], row["eni_id"], row["grantee"]) == (permission, pair.eni, OTHER)
    assert "eni-permission" not in found["resource"]
