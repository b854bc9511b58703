"""Taking back what another account was granted on an ENI. All of it is assumed."""

import pytest

from alicloud_sandbox.core.latency import USUAL_SECONDS, Latency, LatencyMode
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.dispatch import Dispatcher
from tests.sandbox.clock import Clock
from tests.sandbox.conftest import Cloud, refused
from tests.sandbox.ecs.sides import Sides, make_sides, status
from tests.sandbox.ecs.things import find_enis, ids, primary_of, put_instance, read_eni


@pytest.fixture
def sides(cloud: Cloud) -> Sides:
    return make_sides(cloud)


def test_a_revoked_grant_hides_the_eni(sides: Sides) -> None:
    permission = sides.grant()
    sides.revoke(permission)
    assert sides.grants(NetworkInterfaceId=sides.eni) == []
    assert find_enis(sides.other, NetworkInterfaceId=[sides.eni]) == []
    with refused("InvalidEniId.NotFound", 404):
        sides.attach()
    with refused("InvalidEniPermissionId.NotFound", 404):
        sides.revoke(permission)
    assert sides.grant() != permission


def test_a_grant_in_use_is_revoked_by_force_only(sides: Sides) -> None:
    permission = sides.grant()
    sides.attach()
    with refused("InvalidOperation.InvalidEniState", 400) as caught:
        sides.revoke(permission)
    assert sides.instance in caught.value.message
    assert sides.grants(NetworkInterfaceId=sides.eni)[0]["PermissionState"] == "Granted"
    sides.revoke(permission, Force=True)
    assert sides.grants(NetworkInterfaceId=sides.eni) == []
    assert (status(sides.owner, sides.eni), read_eni(sides.owner, sides.eni)["InstanceId"]) == ("Available", "")
    assert ids(find_enis(sides.other, InstanceId=sides.instance)) == [primary_of(sides.other, sides.instance)]


def test_a_grant_that_the_owner_s_own_instance_uses_is_not_in_use(sides: Sides) -> None:
    permission = sides.grant()
    mine = put_instance(sides.owner, sides.net)
    sides.owner.ecs("AttachNetworkInterface", NetworkInterfaceId=sides.eni, InstanceId=mine)
    sides.revoke(permission)
    assert read_eni(sides.owner, sides.eni)["InstanceId"] == mine


def test_a_forced_revocation_takes_its_time() -> None:
    clock = Clock()
    sides = make_sides(Cloud(Dispatcher(Store(":memory:"), clock=clock)))
    sides.owner.dispatcher.latency = Latency(LatencyMode.REAL)
    permission = sides.grant()
    sides.attach()
    clock.now += USUAL_SECONDS["eni.attached"]
    assert status(sides.owner, sides.eni) == "InUse"
    sides.revoke(permission, Force=True)
    assert status(sides.owner, sides.eni) == status(sides.other, sides.eni) == "Detaching"
    assert sides.grants(NetworkInterfaceId=sides.eni)[0]["PermissionState"] == "Revoking"
    clock.now += USUAL_SECONDS["eni-permission.revoked"]
    assert status(sides.owner, sides.eni) == "Available"
    assert sides.grants(NetworkInterfaceId=sides.eni) == []
    assert find_enis(sides.other, NetworkInterfaceId=[sides.eni]) == []
