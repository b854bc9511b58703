"""Data sources of the provider that `alicloud-offline up` supports, answered from the API in the provider's form."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from alicloud_ipv6.api import Api
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.up.supported import check_supported

Query = Callable[[Api, Mapping[str, Any]], dict[str, Any]]


def query_data_source(api: Api, token: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result of a data source; raise OfflineError when it is not supported."""
    query = _QUERIES.get(token)
    if query is None:
        raise OfflineError(f"`alicloud-offline up` does not support {token}; supported are {', '.join(_QUERIES)}.")
    return query(api, {name: value for name, value in arguments.items() if value is not None})


def _zones(api: Api, arguments: Mapping[str, Any]) -> dict[str, Any]:
    check_supported(arguments, {"availableInstanceType", "availableResourceCreation"}, "getZones")
    parameters = {"DestinationResource": "InstanceType", "InstanceType": arguments.get("availableInstanceType")}
    zones = api.call("Ecs", "DescribeAvailableResource", parameters)["AvailableZones"]["AvailableZone"]
    found = sorted(zone["ZoneId"] for zone in zones if zone["Status"] != "SoldOut")
    return {**arguments, "id": "zones", "ids": found, "zones": [{"id": zone} for zone in found]}


def _images(api: Api, arguments: Mapping[str, Any]) -> dict[str, Any]:
    check_supported(arguments, {"owners", "nameRegex", "mostRecent"}, "getImages")
    parameters = {"ImageOwnerAlias": arguments.get("owners"), "Status": "Available", "PageSize": 100}
    images = api.call("Ecs", "DescribeImages", parameters)["Images"]["Image"]
    found = [image for image in images if re.search(arguments.get("nameRegex", ""), image["ImageName"])]
    found.sort(key=lambda image: str(image["CreationTime"]), reverse=True)
    if arguments.get("mostRecent"):
        found = found[:1]
    rows = [{"id": image["ImageId"], "imageId": image["ImageId"], "name": image["ImageName"]} for image in found]
    return {**arguments, "id": "images", "ids": [row["id"] for row in rows], "images": rows}


def _ipv6_addresses(api: Api, arguments: Mapping[str, Any]) -> dict[str, Any]:
    check_supported(arguments, {"associatedInstanceId"}, "getIpv6Addresses")
    parameters = {"AssociatedInstanceId": arguments.get("associatedInstanceId"), "PageSize": 50}
    rows = api.call("Vpc", "DescribeIpv6Addresses", parameters)["Ipv6Addresses"]["Ipv6Address"]
    found = [{"ipv6Address": row["Ipv6Address"], "ipv6AddressId": row["Ipv6AddressId"]} for row in rows]
    return {**arguments, "id": "addresses", "ids": [row["ipv6AddressId"] for row in found], "addresses": found}


def _networks(api: Api, arguments: Mapping[str, Any]) -> dict[str, Any]:
    check_supported(arguments, {"ids"}, "getNetworks")
    rows = api.call("Vpc", "DescribeVpcs", {"VpcId": ",".join(arguments.get("ids", ())), "PageSize": 50})["Vpcs"]["Vpc"]
    found = [{"id": row["VpcId"], "vpcId": row["VpcId"], "ipv6CidrBlock": row["Ipv6CidrBlock"]} for row in rows]
    return {**arguments, "id": "networks", "ids": [row["id"] for row in found], "vpcs": found}


def _network_interfaces(api: Api, arguments: Mapping[str, Any]) -> dict[str, Any]:
    check_supported(arguments, {"ids"}, "getEcsNetworkInterfaces")
    parameters = {"NetworkInterfaceId": arguments.get("ids"), "MaxResults": 100}
    rows = api.call("Ecs", "DescribeNetworkInterfaces", parameters)["NetworkInterfaceSets"]["NetworkInterfaceSet"]
    found = [{"id": row["NetworkInterfaceId"], "primaryIpAddress": row["PrivateIpAddress"]} for row in rows]
    return {**arguments, "id": "interfaces", "ids": [row["id"] for row in found], "interfaces": found}


def _caller(api: Api, arguments: Mapping[str, Any]) -> dict[str, Any]:
    check_supported(arguments, (), "getCallerIdentity")
    found = api.call("Sts", "GetCallerIdentity")
    names = {"accountId": "AccountId", "arn": "Arn", "identityType": "IdentityType", "id": "PrincipalId"}
    return {name: found[field] for name, field in names.items()}


_QUERIES: dict[str, Query] = {
    "alicloud:index/getCallerIdentity:getCallerIdentity": _caller,
    "alicloud:index/getZones:getZones": _zones,
    "alicloud:ecs/getImages:getImages": _images,
    "alicloud:ecs/getEcsNetworkInterfaces:getEcsNetworkInterfaces": _network_interfaces,
    "alicloud:vpc/getNetworks:getNetworks": _networks,
    "alicloud:vpc/getIpv6Addresses:getIpv6Addresses": _ipv6_addresses,
}
