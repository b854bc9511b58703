"""ENIs granted to another account. What the real service shows of them is not established: these are assumptions."""

from dataclasses import replace

import pytest

from alicloud_sandbox.cli import inventory
from alicloud_sandbox.core.entities import EniPermission
from tests.sandbox.conftest import REGION, Cloud, make_net, refused
from tests.sandbox.ecs.machines import read_instance, run_instance
from tests.sandbox.ecs.sides import OTHER, OWNER, Sides, make_sides, status
from tests.sandbox.ecs.things import assign, find_enis, ids, ipv6_of, make_eni, primary_of, put_instance, read_eni
from tests.sandbox.ram.identities import allow, make_user


@pytest.fixture
def sides(cloud: Cloud) -> Sides:
    return make_sides(cloud)


def test_a_grant_reads_back_as_it_was_made(sides: Sides) -> None:
    made = sides.ask_grant()["NetworkInterfacePermission"]
    assert made["NetworkInterfacePermissionId"].startswith("eni-perm-")
    assert (made["NetworkInterfaceId"], made["AccountId"]) == (sides.eni, int(OTHER))
    assert (made["Permission"], made["PermissionState"]) == ("InstanceAttach", "Granted")
    assert sides.grants(NetworkInterfaceId=sides.eni) == [made]
    assert sides.grants(NetworkInterfacePermissionId=[made["NetworkInterfacePermissionId"]]) == [made]
    assert sides.grants(NetworkInterfacePermissionId=["eni-perm-none"]) == []
    assert sides.ask_grant()["NetworkInterfacePermission"] == made


def test_grants_are_the_owner_s_to_see(sides: Sides) -> None:
    permission = sides.grant()
    as_other = replace(sides, owner=sides.other)
    assert as_other.grants(NetworkInterfaceId=sides.eni) == []
    assert as_other.grants(NetworkInterfacePermissionId=[permission]) == []
    with refused("InvalidEniPermissionId.NotFound", 404):
        as_other.revoke(permission)
    with refused("MissingParameter", 400):
        sides.grants()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Permission": "EipAssociate"}, "InvalidParameter"),
        ({"AccountId": 1234567890123456}, "InvalidParameter"),
        ({"AccountId": OWNER}, "InvalidParameter"),
        ({"NetworkInterfaceId": "eni-none"}, "InvalidEniId.NotFound"),
    ],
)
def test_a_grant_that_cannot_be_made(sides: Sides, changes: dict[str, object], code: str) -> None:
    with refused(code):
        sides.ask_grant(**changes)
    assert sides.grants(NetworkInterfaceId=sides.eni) == []


def test_only_a_secondary_eni_of_one_s_own_is_granted(sides: Sides) -> None:
    with refused("InvalidEniId.NotFound", 404):
        replace(sides, owner=sides.other).ask_grant(AccountId=OWNER)
    with refused("InvalidOperation.InvalidEniType", 403):
        sides.ask_grant(NetworkInterfaceId=primary_of(sides.owner, put_instance(sides.owner, sides.net)))


def test_without_a_grant_the_eni_is_not_there(sides: Sides) -> None:
    assert find_enis(sides.other, NetworkInterfaceId=[sides.eni]) == []
    with refused("InvalidEniId.NotFound", 404):
        sides.attach()


def test_a_granted_eni_can_be_seen_and_attached_across_vpcs(sides: Sides) -> None:
    sides.grant()
    assert status(sides.other, sides.eni) == "Available"
    sides.attach()
    for cloud in (sides.owner, sides.other):
        eni = read_eni(cloud, sides.eni)
        assert (eni["Status"], eni["InstanceId"], eni["OwnerId"]) == ("InUse", sides.instance, OWNER)
    both = {primary_of(sides.other, sides.instance), sides.eni}
    assert set(ids(find_enis(sides.other, InstanceId=sides.instance))) == both
    assert ids(find_enis(sides.owner)) == [sides.eni]


def test_every_eni_of_an_instance_can_be_described_by_its_owner(cloud: Cloud) -> None:
    sides = make_sides(cloud)
    sides = replace(sides, instance=run_instance(sides.other, make_net(sides.other)))
    sides.grant()
    sides.attach()
    rows = read_instance(sides.other, sides.instance)["NetworkInterfaces"]["NetworkInterface"]
    assert len(rows) == 2
    for row in rows:
        assert read_eni(sides.other, row["NetworkInterfaceId"])["InstanceId"] == sides.instance


def test_the_zone_must_still_be_the_same(sides: Sides) -> None:
    sides.grant()
    elsewhere = replace(sides, instance=put_instance(sides.other, make_net(sides.other, f"{REGION}-h")))
    with refused("InvalidOperation.AvailabilityZoneMismatch", 403):
        elsewhere.attach()
    assert status(sides.owner, sides.eni) == "Available"


def test_one_s_own_enis_stay_in_one_vpc(sides: Sides) -> None:
    mine = make_eni(sides.other, make_net(sides.other))
    with refused("InvalidOperation.VpcMismatch", 403):
        sides.other.ecs("AttachNetworkInterface", NetworkInterfaceId=mine, InstanceId=sides.instance)


def test_a_grant_is_for_one_account_and_one_region(sides: Sides) -> None:
    sides.ask_grant()
    third = make_eni(sides.owner, sides.net)
    with refused("InvalidEniId.NotFound", 404):
        replace(sides, eni=third).attach()
    assert find_enis(sides.other.at("cn-shanghai"), NetworkInterfaceId=[sides.eni]) == []


@pytest.mark.parametrize("attached", [False, True])
def test_a_grant_is_for_attaching_only(sides: Sides, attached: bool) -> None:
    sides.grant()
    if attached:
        sides.attach()
    before = read_eni(sides.owner, sides.eni)
    for action, more in (
        ("AssignIpv6Addresses", {"Ipv6AddressCount": 1}),
        ("UnassignIpv6Addresses", {"Ipv6Address": ["2001:db8::1"]}),
        ("AssignPrivateIpAddresses", {"SecondaryPrivateIpAddressCount": 1}),
        ("ModifyNetworkInterfaceAttribute", {"NetworkInterfaceName": "mine"}),
        ("DeleteNetworkInterface", {}),
        ("CreateNetworkInterfacePermission", {"AccountId": OWNER, "Permission": "InstanceAttach"}),
    ):
        with refused("Forbidden.RAM", 403) as caught:
            sides.other.ecs(action, NetworkInterfaceId=sides.eni, **more)
        assert OWNER in caught.value.message
        assert "InstanceAttach only" in caught.value.message
    assert read_eni(sides.owner, sides.eni) == before


def test_the_owner_assigns_ipv6_before_and_after_the_attachment(sides: Sides) -> None:
    (before,) = assign(sides.owner, sides.eni)
    sides.grant()
    sides.attach()
    assert ipv6_of(sides.other, sides.eni) == [before]
    sides.owner.ecs("UnassignIpv6Addresses", NetworkInterfaceId=sides.eni, Ipv6Address=[before])
    (after,) = assign(sides.owner, sides.eni)
    assert ipv6_of(sides.other, sides.eni) == [after]


def test_the_account_of_the_instance_detaches(sides: Sides) -> None:
    sides.grant()
    sides.attach()
    with refused("InvalidEcsId.NotFound", 404):
        sides.detach(sides.owner)
    sides.detach(sides.other)
    assert status(sides.owner, sides.eni) == status(sides.other, sides.eni) == "Available"
    sides.attach()
    assert status(sides.owner, sides.eni) == "InUse"


def test_an_attached_eni_is_not_deleted(sides: Sides) -> None:
    sides.grant()
    sides.attach()
    with refused("InvalidOperation.InvalidEniState"):
        sides.owner.ecs("DeleteNetworkInterface", NetworkInterfaceId=sides.eni)


def test_the_eni_outlives_the_other_account_s_instance(sides: Sides) -> None:
    eni = make_eni(sides.owner, sides.net, DeleteOnRelease=True)
    sides = replace(sides, eni=eni)
    sides.grant()
    sides.attach()
    sides.other.ecs("DeleteInstance", InstanceId=sides.instance, Force=True)
    assert status(sides.owner, eni) == "Available"


def test_a_deleted_eni_takes_its_grants_along(sides: Sides) -> None:
    sides.grant()
    sides.owner.ecs("DeleteNetworkInterface", NetworkInterfaceId=sides.eni)
    assert sides.owner.dispatcher.store.all_accounts(EniPermission) == []
    assert sides.grants(NetworkInterfaceId=sides.eni) == []


def test_a_user_of_the_other_account_needs_the_right_too(sides: Sides) -> None:
    sides.grant()
    ann = make_user(sides.other, "ann", allow("ecs:Describe*"))
    assert status(ann, sides.eni) == "Available"
    with refused("Forbidden.RAM", 403) as caught:
        replace(sides, other=ann).attach()
    assert "ecs:AttachNetworkInterface" in caught.value.message


def test_show_tells_who_granted_what(sides: Sides) -> None:
    permission = sides.grant()
    found = inventory.collect(sides.owner.dispatcher.store)
    (row,) = found["user"]["eni-permission"]
    assert (row["id"], row["eni_id"], row["grantee"]) == (permission, sides.eni, OTHER)
    assert "eni-permission" not in found["resource"]
