"""Find what a run has made, by its tag and its names, and delete it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from dev.verify_cloud import run_id
from dev.verify_cloud.cloud import ACCEPTED, ApiError, Cloud, DeadlineError

_PATIENCE_SECONDS = 900.0
_MOST_ROWS = 50


@dataclass(frozen=True)
class Leftover:
    """A resource of a run, and the request that deletes it."""

    kind: str
    name: str
    product: str
    action: str
    parameters: dict[str, object] = field(hash=False)

    def __str__(self) -> str:
        """Return its name in messages."""
        return f"{self.kind} {self.name}"


def clean(cloud: Cloud, run: str, say: Callable[[str], None], pause: float) -> list[str]:
    """Delete everything of a run; return what is left when that does not succeed in a quarter of an hour.

    A request of a killed program may still be under way, so nothing must be found twice in a row.
    """
    end, empty, left = time.monotonic() + _PATIENCE_SECONDS, 0, ["the service did not answer"]
    while empty <= 1 and time.monotonic() < end:
        try:
            left = _sweep(cloud, run, say)
        except (ApiError, DeadlineError) as error:
            left = [str(error)]
        empty = 0 if left else empty + 1
        if empty <= 1:
            time.sleep(pause)
    return left


def _sweep(cloud: Cloud, run: str, say: Callable[[str], None]) -> list[str]:
    """Delete what is found, in order; return what was found, with the reason why it stays."""
    found = list(leftovers(cloud, run))
    answers = [_delete(cloud, one) for one in found]
    for one, answer in zip(found, answers, strict=True):
        if answer == ACCEPTED:
            say(f"deleted {one}")
    return [f"{one}: {answer}" for one, answer in zip(found, answers, strict=True)]


def leftovers(cloud: Cloud, run: str) -> Iterator[Leftover]:
    """Yield what a run has made and is still there, in the order in which it can be deleted."""
    tagged = {"Tag": run_id.tags(run), "PageSize": _MOST_ROWS}
    for vpc in cloud.rows("Vpc", "DescribeVpcs", "Vpcs", "Vpc", **tagged):
        yield from _in_vpc(cloud, vpc["VpcId"])
    for pair in cloud.rows("Ecs", "DescribeKeyPairs", "KeyPairs", "KeyPair", **tagged):
        name = pair["KeyPairName"]
        yield Leftover("key pair", name, "Ecs", "DeleteKeyPairs", {"KeyPairNames": f'["{name}"]'})
    for role in cloud.pages("ListRoles", "Roles", "Role"):
        if role["RoleName"].startswith(f"{run}-"):
            yield from _of_role(cloud, role["RoleName"])
    for policy in cloud.pages("ListPolicies", "Policies", "Policy", PolicyType="Custom"):
        if policy["PolicyName"].startswith(f"{run}-"):
            name = policy["PolicyName"]
            yield Leftover("policy", name, "Ram", "DeletePolicy", {"PolicyName": name})


def runs_with_leftovers(cloud: Cloud, now: datetime) -> dict[str, float]:
    """Return the runs of which a VPC or a role is there, with their age in minutes."""
    rows = cloud.rows("Vpc", "DescribeVpcs", "Vpcs", "Vpc", Tag=[{"Key": run_id.TAG}], PageSize=_MOST_ROWS)
    names = [tag["Value"] for row in rows for tag in row["Tags"]["Tag"] if tag["Key"] == run_id.TAG]
    names += [role["RoleName"] for role in cloud.pages("ListRoles", "Roles", "Role")]
    runs = sorted(filter(None, map(run_id.found_in, names)))
    return {run: run_id.age(run, now).total_seconds() / 60 for run in runs}


def _in_vpc(cloud: Cloud, vpc: str) -> Iterator[Leftover]:
    """Yield what is in a VPC of the run, then the VPC: nothing else is in it."""
    place: dict[str, object] = {"VpcId": vpc, "PageSize": _MOST_ROWS}

    def rows(product: str, action: str, *path: str, **more: object) -> list[dict[str, object]]:
        return cloud.rows(product, action, *path, **place, **more)

    for row in rows("Ecs", "DescribeInstances", "Instances", "Instance"):
        which = {"InstanceId": row["InstanceId"], "Force": True}
        yield Leftover("instance", str(row["InstanceId"]), "Ecs", "DeleteInstance", which)
    for row in rows("Vpc", "DescribeIpv6Gateways", "Ipv6Gateways", "Ipv6Gateway"):
        yield from _of_gateway(cloud, str(row["Ipv6GatewayId"]))
    for row in rows("Vpc", "DescribeIpv6Addresses", "Ipv6Addresses", "Ipv6Address"):
        yield from _of_address(row)
    for row in rows("Ecs", "DescribeNetworkInterfaces", "NetworkInterfaceSets", "NetworkInterfaceSet"):
        if row["Type"] != "Primary":
            eni = row["NetworkInterfaceId"]
            yield Leftover("ENI", str(eni), "Ecs", "DeleteNetworkInterface", {"NetworkInterfaceId": eni})
    for row in rows("Ecs", "DescribeSecurityGroups", "SecurityGroups", "SecurityGroup"):
        group = row["SecurityGroupId"]
        yield Leftover("security group", str(group), "Ecs", "DeleteSecurityGroup", {"SecurityGroupId": group})
    for row in rows("Vpc", "DescribeIpv6Gateways", "Ipv6Gateways", "Ipv6Gateway"):
        gateway = row["Ipv6GatewayId"]
        yield Leftover("IPv6 gateway", str(gateway), "Vpc", "DeleteIpv6Gateway", {"Ipv6GatewayId": gateway})
    for row in rows("Vpc", "DescribeVSwitches", "VSwitches", "VSwitch"):
        vswitch = row["VSwitchId"]
        yield Leftover("vSwitch", str(vswitch), "Vpc", "DeleteVSwitch", {"VSwitchId": vswitch})
    yield Leftover("VPC", vpc, "Vpc", "DeleteVpc", {"VpcId": vpc})


def _of_gateway(cloud: Cloud, gateway: str) -> Iterator[Leftover]:
    path = ("Ipv6EgressOnlyRules", "Ipv6EgressOnlyRule")
    for row in cloud.rows("Vpc", "DescribeIpv6EgressOnlyRules", *path, Ipv6GatewayId=gateway):
        rule = row["Ipv6EgressOnlyRuleId"]
        yield Leftover("egress-only rule", rule, "Vpc", "DeleteIpv6EgressOnlyRule", {"Ipv6EgressOnlyRuleId": rule})


def _of_address(row: dict[str, object]) -> Iterator[Leftover]:
    """Yield the public bandwidth of an address, and the address itself if no ENI has it."""
    bandwidth = row.get("Ipv6InternetBandwidth")
    if isinstance(bandwidth, dict) and (identifier := bandwidth.get("Ipv6InternetBandwidthId")):
        which: dict[str, object] = {"Ipv6InternetBandwidthId": identifier}
        yield Leftover("IPv6 bandwidth", identifier, "Vpc", "DeleteIpv6InternetBandwidth", which)
    if not row.get("AssociatedInstanceId"):
        address = row["Ipv6AddressId"]
        yield Leftover("IPv6 address", str(address), "Vpc", "ReleaseIpv6Address", {"Ipv6AddressId": address})


def _of_role(cloud: Cloud, role: str) -> Iterator[Leftover]:
    for policy in cloud.rows("Ram", "ListPoliciesForRole", "Policies", "Policy", RoleName=role):
        which = {"RoleName": role, "PolicyName": policy["PolicyName"], "PolicyType": policy["PolicyType"]}
        yield Leftover("attachment", f"{role} {policy['PolicyName']}", "Ram", "DetachPolicyFromRole", which)
    yield Leftover("role", role, "Ram", "DeleteRole", {"RoleName": role})


def _delete(cloud: Cloud, leftover: Leftover) -> str:
    """Return `accepted`, or why the service did not delete it: another resource may still need it."""
    try:
        answer = cloud.attempt(leftover.product, leftover.action, **leftover.parameters)
    except ApiError as error:
        return error.code
    return ACCEPTED if answer.startswith("404 ") else answer
