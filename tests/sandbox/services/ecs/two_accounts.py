"""An ENI in one account and an instance in another, for tests across accounts."""

from dataclasses import dataclass
from typing import Any

from alicloud_sandbox.iam.keyring import ACCOUNTS
from tests.sandbox.conftest import Cloud, Net, make_net
from tests.sandbox.services.ecs.eni_fixtures import make_eni, put_instance, read_eni

OWNER, OTHER = ACCOUNTS["user"], ACCOUNTS["resource"]


@dataclass(frozen=True)
class TwoAccounts:
    """Account `user` owns the ENI, account `resource` an instance in the same zone, each in a VPC of its own."""

    owner: Cloud
    other: Cloud
    eni: str
    instance: str
    net: Net

    def grant(self) -> str:
        """Grant InstanceAttach; the permission's id."""
        return str(self.ask_grant()["NetworkInterfacePermission"]["NetworkInterfacePermissionId"])

    def ask_grant(self, **more: object) -> dict[str, Any]:
        usual = {"NetworkInterfaceId": self.eni, "AccountId": OTHER, "Permission": "InstanceAttach"}
        return self.owner.ecs("CreateNetworkInterfacePermission", **{**usual, **more})

    def grants(self, **filters: object) -> list[dict[str, Any]]:
        answer = self.owner.ecs("DescribeNetworkInterfacePermissions", **filters)
        return list(answer["NetworkInterfacePermissions"]["NetworkInterfacePermission"])

    def attach(self) -> None:
        self.other.ecs("AttachNetworkInterface", NetworkInterfaceId=self.eni, InstanceId=self.instance)

    def detach(self, cloud: Cloud) -> None:
        cloud.ecs("DetachNetworkInterface", NetworkInterfaceId=self.eni, InstanceId=self.instance)

    def revoke(self, permission: str, **more: object) -> None:
        self.owner.ecs("DeleteNetworkInterfacePermission", NetworkInterfacePermissionId=permission, **more)


def make_two_accounts(cloud: Cloud) -> TwoAccounts:
    owner, other = cloud.by("user"), cloud.by("resource")
    net = make_net(owner)
    return TwoAccounts(owner, other, make_eni(owner, net), put_instance(other, make_net(other)), net)


def status(cloud: Cloud, eni: str) -> str:
    """The state of an ENI as the account sees it."""
    return str(read_eni(cloud, eni)["Status"])
