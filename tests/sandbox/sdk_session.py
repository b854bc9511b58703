"""What a program with the official SDKs does: create, read, change, delete. Run by test_server, inside `sandbox run`.

The clients get a region and the default credential chain, nothing that knows of a sandbox. Prints what it saw, as JSON.
"""

import json
import sys
from typing import Any

from alibabacloud_credentials.client import Client as Credential  # type: ignore[import-untyped]
from alibabacloud_ecs20140526 import models as ecs_models  # type: ignore[import-untyped]
from alibabacloud_ecs20140526.client import Client as Ecs  # type: ignore[import-untyped]
from alibabacloud_sts20150401.client import Client as Sts  # type: ignore[import-untyped]
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException  # type: ignore[import-untyped]
from alibabacloud_tea_openapi.models import Config  # type: ignore[import-untyped]
from alibabacloud_vpc20160428 import models as vpc_models  # type: ignore[import-untyped]
from alibabacloud_vpc20160428.client import Client as Vpc  # type: ignore[import-untyped]

REGION = "cn-beijing"


class Session:
    """One program's clients; `algorithm` is None (ACS3) or `v2`, the SDK's name of signature version 1."""

    def __init__(self, algorithm: str | None) -> None:
        """Make the clients."""
        config = {"credential": Credential(), "region_id": REGION, "signature_algorithm": algorithm}
        self.clients = {"ecs": Ecs(Config(**config)), "vpc": Vpc(Config(**config)), "sts": Sts(Config(**config))}

    def call(self, product: str, action: str, request: str, **fields: object) -> Any:  # noqa: ANN401 - a model's body
        """Call one action by the SDK's own method and request model."""
        models = ecs_models if product == "ecs" else vpc_models
        made = getattr(models, request)(region_id=REGION, **fields)
        return getattr(self.clients[product], action)(made).body

    def refusal(self, product: str, action: str, request: str, **fields: object) -> list[object]:
        """The status and code of a call that must not succeed."""
        try:
            self.call(product, action, request, **fields)
        except AlibabaCloudException as error:
            return [error.status_code, error.code]
        return ["no refusal"]


def main(algorithm: str | None) -> dict[str, Any]:
    """The whole life of an ENI with public IPv6."""
    do = Session(algorithm)
    seen: dict[str, Any] = {"account": do.clients["sts"].get_caller_identity().body.account_id}
    made = make(do)
    seen["made"] = made
    look(do, made, seen)
    change(do, made, seen)
    seen["refused"] = do.refusal("vpc", "delete_vpc", "DeleteVpcRequest", vpc_id=made["vpc"])
    remove(do, made)
    seen["gone"] = do.refusal("vpc", "describe_vpc_attribute", "DescribeVpcAttributeRequest", vpc_id=made["vpc"])
    return seen


def make(do: Session) -> dict[str, str]:
    """Create one of each."""
    vpc = do.call(
        "vpc",
        "create_vpc",
        "CreateVpcRequest",
        cidr_block="192.168.0.0/16",
        enable_ipv_6=True,
        description="网络 + 1&2=%",
    ).vpc_id
    vswitch = do.call(
        "vpc",
        "create_vswitch",
        "CreateVSwitchRequest",
        vpc_id=vpc,
        zone_id=f"{REGION}-g",
        cidr_block="192.168.1.0/24",
        ipv_6cidr_block=1,
    ).v_switch_id
    gateway = do.call("vpc", "create_ipv_6gateway", "CreateIpv6GatewayRequest", vpc_id=vpc).ipv_6gateway_id
    tags = [ecs_models.CreateSecurityGroupRequestTag(key="team", value="net")]
    group = do.call(
        "ecs", "create_security_group", "CreateSecurityGroupRequest", vpc_id=vpc, tag=tags
    ).security_group_id
    eni = do.call(
        "ecs",
        "create_network_interface",
        "CreateNetworkInterfaceRequest",
        v_switch_id=vswitch,
        security_group_ids=[group],
        network_interface_name="test-eni-ipv6-1",
    ).network_interface_id
    do.call(
        "ecs",
        "assign_ipv_6addresses",
        "AssignIpv6AddressesRequest",
        network_interface_id=eni,
        ipv_6address_count=1,
        client_token=f"once-{eni}",
    )
    return {"vpc": vpc, "vswitch": vswitch, "gateway": gateway, "group": group, "eni": eni}


def look(do: Session, made: dict[str, str], seen: dict[str, Any]) -> None:
    """Read what was made."""
    vpc = do.call("vpc", "describe_vpc_attribute", "DescribeVpcAttributeRequest", vpc_id=made["vpc"])
    seen["vpc"] = [vpc.status, vpc.description, vpc.ipv_6cidr_block]
    (eni,) = enis(do, made)
    seen["eni"] = [eni.status, eni.network_interface_name, eni.security_group_ids.security_group_id]
    seen["ipv6"] = [row.ipv_6address for row in eni.ipv_6sets.ipv_6set]
    (group,) = do.call(
        "ecs", "describe_security_groups", "DescribeSecurityGroupsRequest", security_group_id=made["group"]
    ).security_groups.security_group
    seen["tags"] = {tag.tag_key: tag.tag_value for tag in group.tags.tag}


def change(do: Session, made: dict[str, str], seen: dict[str, Any]) -> None:
    """Change in place and read again."""
    do.call(
        "ecs",
        "modify_network_interface_attribute",
        "ModifyNetworkInterfaceAttributeRequest",
        network_interface_id=made["eni"],
        network_interface_name="renamed",
    )
    (address,) = do.call(
        "vpc", "describe_ipv_6addresses", "DescribeIpv6AddressesRequest", associated_instance_id=made["eni"]
    ).ipv_6addresses.ipv_6address
    bandwidth = do.call(
        "vpc",
        "allocate_ipv_6internet_bandwidth",
        "AllocateIpv6InternetBandwidthRequest",
        ipv_6address_id=address.ipv_6address_id,
        ipv_6gateway_id=made["gateway"],
        bandwidth=5,
        internet_charge_type="PayByTraffic",
    ).internet_bandwidth_id
    do.call(
        "vpc",
        "modify_ipv_6internet_bandwidth",
        "ModifyIpv6InternetBandwidthRequest",
        ipv_6internet_bandwidth_id=bandwidth,
        bandwidth=7,
    )
    (address,) = do.call(
        "vpc", "describe_ipv_6addresses", "DescribeIpv6AddressesRequest", ipv_6internet_bandwidth_id=bandwidth
    ).ipv_6addresses.ipv_6address
    seen["public"] = [address.ipv_6address, address.network_type, address.ipv_6internet_bandwidth.bandwidth]
    seen["renamed"] = enis(do, made)[0].network_interface_name


def remove(do: Session, made: dict[str, str]) -> None:
    """Delete everything, the ENI's address and bandwidth along with it."""
    do.call("ecs", "delete_network_interface", "DeleteNetworkInterfaceRequest", network_interface_id=made["eni"])
    do.call("ecs", "delete_security_group", "DeleteSecurityGroupRequest", security_group_id=made["group"])
    do.call("vpc", "delete_ipv_6gateway", "DeleteIpv6GatewayRequest", ipv_6gateway_id=made["gateway"])
    do.call("vpc", "delete_vswitch", "DeleteVSwitchRequest", v_switch_id=made["vswitch"])
    do.call("vpc", "delete_vpc", "DeleteVpcRequest", vpc_id=made["vpc"])


def enis(do: Session, made: dict[str, str]) -> list[Any]:
    """The ENI as a list of what is found by its id."""
    found = do.call(
        "ecs",
        "describe_network_interfaces",
        "DescribeNetworkInterfacesRequest",
        network_interface_id=[made["eni"]],
    )
    return list(found.network_interface_sets.network_interface_set)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1] if len(sys.argv) > 1 else None)))
