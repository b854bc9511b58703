"""An in-process sandbox: requests go to the dispatcher as an authenticated caller, without TLS or signatures."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from alicloud_rules.limits import DOCUMENTED, LimitSet
from alicloud_sandbox.core.actions import ECS, RAM, RESOURCE_MANAGER, STS, VPC, Action, Product
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Caller
from alicloud_sandbox.core.entities import ResourceGroup
from alicloud_sandbox.core.latency import Latency
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.dispatch import Dispatcher, find
from alicloud_sandbox.iam import callers
from alicloud_sandbox.iam.keyring import ACCOUNTS

REGION = "cn-beijing"
ZONE = "cn-beijing-g"


def flatten(name: str, value: object) -> Iterator[tuple[str, str]]:
    """One parameter in the RPC style: lists and records become numbered names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flatten(f"{name}.{key}", inner)
    elif isinstance(value, list):
        for position, inner in enumerate(value, 1):
            yield from flatten(f"{name}.{position}", inner)
    elif value is not None:
        yield name, str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True)
class Cloud:
    """Calls actions by name: `cloud.vpc("CreateVpc", CidrBlock="10.0.0.0/8")`."""

    dispatcher: Dispatcher
    account: str = "resource"
    region: str = REGION
    caller: Caller | None = None

    def by(self, account: str) -> "Cloud":
        """The same cloud for another account, or for one of its first users (`user/operator`)."""
        return replace(self, account=account, caller=None)

    def acting(self, caller: Caller) -> "Cloud":
        """The same cloud for another user, or for a role session."""
        return replace(self, account=caller.account_name, caller=caller)

    def at(self, region: str) -> "Cloud":
        """The same cloud in another region."""
        return replace(self, region=region)

    def ecs(self, action: str, **parameters: object) -> dict[str, Any]:
        """Call an ECS action."""
        return self._call(ECS, action, parameters)

    def vpc(self, action: str, **parameters: object) -> dict[str, Any]:
        """Call a VPC action."""
        return self._call(VPC, action, parameters)

    def ram(self, action: str, **parameters: object) -> dict[str, Any]:
        """Call a RAM action."""
        return self._call(RAM, action, parameters)

    def sts(self, action: str, **parameters: object) -> dict[str, Any]:
        """Call an STS action."""
        return self._call(STS, action, parameters)

    def resource_manager(self, action: str, **parameters: object) -> dict[str, Any]:
        """Call an action of Resource Management."""
        return self._call(RESOURCE_MANAGER, action, parameters)

    def _call(self, product: Product, action: str, parameters: dict[str, object]) -> dict[str, Any]:
        flat = dict(pair for name, value in parameters.items() for pair in flatten(name, value))
        return self.request(find(action, product.version), flat)

    def request(self, action: Action, flat: dict[str, str]) -> dict[str, Any]:
        """Call an action with parameters in the flat form of the RPC style."""
        caller = self.caller or callers.of_key(self.dispatcher.keyring.of(self.account))
        return self.dispatcher.perform(action, caller, flat, self.region)


def cloud_with(limits: LimitSet = DOCUMENTED, latency: Latency | None = None) -> Cloud:
    """A cloud of its own, in memory; the account `resource` has the resource groups `rg-1` and `rg-2`."""
    cloud = Cloud(Dispatcher(Store(":memory:"), limits, latency or Latency()))
    for name in ("rg-1", "rg-2"):
        group = ResourceGroup(
            id=name, account=ACCOUNTS["resource"], region="", created=0.0, name=name, display_name=name
        )
        cloud.dispatcher.store.put(group)
    return cloud


@contextmanager
def refused(code: str, status: int | None = None) -> Iterator[pytest.ExceptionInfo[ApiError]]:
    """The block ends in this API error; anything else fails the test."""
    with pytest.raises(ApiError) as caught:
        yield caught
    assert caught.value.code == code, caught.value
    assert status is None or caught.value.status == status


@pytest.fixture
def cloud() -> Cloud:
    """An empty cloud under the documented limits, with instant transitions."""
    return cloud_with()


@dataclass(frozen=True)
class Net:
    """A VPC with IPv6, one vSwitch with mask 1 and a basic security group."""

    vpc: str
    vswitch: str
    group: str


def make_net(cloud: Cloud, zone: str = ZONE, *, ipv6: bool = True) -> Net:
    """Make a :class:`Net` in the cloud's account and region."""
    vpc = cloud.vpc("CreateVpc", CidrBlock="192.168.0.0/16", EnableIpv6=ipv6)["VpcId"]
    mask = 1 if ipv6 else None
    vswitch = cloud.vpc("CreateVSwitch", VpcId=vpc, ZoneId=zone, CidrBlock="192.168.1.0/24", Ipv6CidrBlock=mask)
    group = cloud.ecs("CreateSecurityGroup", VpcId=vpc)["SecurityGroupId"]
    return Net(vpc, vswitch["VSwitchId"], group)


@pytest.fixture
def net(cloud: Cloud) -> Net:
    """A network ready for ENIs."""
    return make_net(cloud)
