"""Taking back what another account was granted on an ENI. All of it is assumed."""

import pytest

from alicloud_sandbox.core.latency import USUAL_SECONDS, Latency, LatencyMode
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.dispatch import Dispatcher
from tests.sandbox.clock import Clock
from tests.sandbox.conftest import Cloud, refused
from tests.sandbox.services.ecs.eni_fixtures import find_enis, ids, primary_of, put_instance, read_eni
from tests.sandbox.services.ecs.two_accounts import TwoAccounts, make_two_accounts, status


@pytest.fixture
def pair(cloud: Cloud) -> TwoAccounts:
    return make_two_accounts(cloud)


def test_a_revoked_grant_hides_the_eni(pair: TwoAccounts) -> None:
    permission = pair.grant()
    pair.revoke(permission)
    assert pair.grants(NetworkInterfaceId=pair.eni) == []
    assert find_enis(pair.other, NetworkInterfaceId=[pair.eni]) == []
    with refused("InvalidEniId.NotFound", 404):
        pair.attach()
    with refused("InvalidEniPermissionId.NotFound", 404):
        pair.revoke(permission)
    assert pair.grant() != permission


def test_a_grant_in_use_is_revoked_by_force_only(pair: TwoAccounts) -> None:
    permission = pair.grant()
    pair.attach()
    with refused("InvalidOperation.InvalidEniState", 400) as caught:
        pair.revoke(permission)
    assert pair.instance in caught.value.message
    assert pair.grants(NetworkInterfaceId=pair.eni)[0]["PermissionState"] == "Granted"
    pair.revoke(permission, Force=True)
    assert pair.grants(NetworkInterfaceId=pair.eni) == []
    assert (status(pair.owner, pair.eni), read_eni(pair.owner, pair.eni)["InstanceId"]) == (
        "Available",
        "",
    )
    assert ids(find_enis(pair.other, InstanceId=pair.instance)) == [primary_of(pair.other, pair.instance)]


def test_a_grant_that_the_owner_s_own_instance_uses_is_not_in_use(pair: TwoAccounts) -> None:
    permission = pair.grant()
    mine = put_instance(pair.owner, pair.net)
    pair.owner.ecs("AttachNetworkInterface", NetworkInterfaceId=pair.eni, InstanceId=mine)
    pair.revoke(permission)
    assert read_eni(pair.owner, pair.eni)["InstanceId"] == mine


def test_a_forced_revocation_takes_its_time() -> None:
    clock = Clock()
    pair = make_two_accounts(Cloud(Dispatcher(Store(":memory:"), clock=clock)))
    pair.owner.dispatcher.latency = Latency(LatencyMode.REAL)
    permission = pair.grant()
    pair.attach()
    clock.now += USUAL_SECONDS["eni.attached"]
    assert status(pair.owner, pair.eni) == "InUse"
    pair.revoke(permission, Force=True)
    assert status(pair.owner, pair.eni) == status(pair.other, pair.eni) == "Detaching"
    assert pair.grants(NetworkInterfaceId=pair.eni)[0]["PermissionState"] == "Revoking"
    clock.now += USUAL_SECONDS["eni-permission.revoked"]
    assert status(pair.owner, pair.eni) == "Available"
    assert pair.grants(NetworkInterfaceId=pair.eni) == []
    assert find_enis(pair.other, NetworkInterfaceId=[pair.eni]) == []
