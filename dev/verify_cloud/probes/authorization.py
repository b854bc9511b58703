"""The resources that policies decide about: requests about what does not exist, in sessions with few rights.

A session that may act on just the assumed resources must not be refused with 403; without one of them it must be.
"""

from collections.abc import Callable, Mapping
from functools import cache

from alibabacloud_tea_openapi.utils import Utils  # type: ignore[import-untyped]

from alicloud_ipv6.api import Deadline
from alicloud_sandbox.core import params
from alicloud_sandbox.core.actions import Action
from alicloud_sandbox.gateway.products import ACTIONS
from alicloud_sandbox.iam.authorization import arns_of, ram_name
from dev.verify_cloud.cloud import ACCEPTED, Cloud
from dev.verify_cloud.lab import NONE, Lab
from dev.verify_cloud.probe import NETWORK, PROBES, Probe
from dev.verify_cloud.probes.ram_requests import permissions, trusting

_ROLE, _POLICY = {"RoleName": NONE}, {"PolicyName": NONE}
_TAGGED = {"Tag": [{"Key": NONE, "Value": NONE}]}
_UNTAGGED = {"TagKey": [NONE]}
_VPC = {"ResourceType": "VPC", "ResourceId": ["vpc-none"]}
_GROUP = {"ResourceType": "ResourceGroup", "ResourceId": ["rg-none"]}
_NAMED = {"ResourceType": "role", "ResourceNames": f'["{NONE}"]'}
_INSTANCES = {"InstanceIds": '["i-none"]'}

REQUESTS: Mapping[str, Mapping[str, object]] = {
    "Ecs.ModifyInstanceAutoReleaseTime": {"InstanceId": "i-none"},
    "Ecs.DescribeRegions": {},
    "Ecs.DescribeZones": {},
    "Ecs.DescribeAvailableResource": {"DestinationResource": "Zone"},
    "Ecs.ResizeDisk": {"DiskId": "d-none", "NewSize": 100},
    "Ecs.ReplaceSystemDisk": {"InstanceId": "i-none", "ImageId": NONE},
    "Ecs.DescribeTags": {},
    "Ecs.CreateNetworkInterfacePermission": {
        "NetworkInterfaceId": "eni-none",
        "AccountId": "1",
        "Permission": "InstanceAttach",
    },
    "Ecs.DescribeNetworkInterfacePermissions": {"NetworkInterfaceId": "eni-none"},
    "Ecs.DeleteNetworkInterfacePermission": {"NetworkInterfacePermissionId": "eni-perm-none"},
    "Ecs.DescribeImageSupportInstanceTypes": {"ImageId": NONE},
    "Ecs.DescribeInstanceHistoryEvents": {},
    "Ecs.DetachInstanceRamRole": {"RamRoleName": NONE, **_INSTANCES},
    "Ecs.DescribeInstanceTypes": {},
    "Ecs.ImportKeyPair": {"KeyPairName": NONE, "PublicKeyBody": NONE},
    "Ecs.DeleteKeyPairs": {"KeyPairNames": f'["{NONE}"]'},
    "Vpc.CreateIpv6EgressOnlyRule": {"Ipv6GatewayId": "ipv6gw-none", "InstanceId": "ipv6-none"},
    "Vpc.DescribeIpv6EgressOnlyRules": {"Ipv6GatewayId": "ipv6gw-none"},
    "Vpc.DeleteIpv6EgressOnlyRule": {"Ipv6EgressOnlyRuleId": "ipv6py-none"},
    "Vpc.DescribeIpv6Addresses": {},
    "Vpc.ModifyIpv6AddressAttribute": {"Ipv6AddressId": "ipv6-none", "Name": NONE},
    "Vpc.DeleteIpv6InternetBandwidth": {"Ipv6InternetBandwidthId": "ipv6bw-none"},
    "Vpc.CreateIpv6Gateway": {"VpcId": "vpc-none"},
    "Vpc.DescribeIpv6GatewayAttribute": {"Ipv6GatewayId": "ipv6gw-none"},
    "Vpc.DescribeIpv6Gateways": {},
    "Vpc.ModifyIpv6GatewayAttribute": {"Ipv6GatewayId": "ipv6gw-none", "Name": NONE},
    "Vpc.DeleteIpv6Gateway": {"Ipv6GatewayId": "ipv6gw-none"},
    "Vpc.AllocateIpv6Address": {"VSwitchId": "vsw-none"},
    "Vpc.ReleaseIpv6Address": {"Ipv6AddressId": "ipv6-none"},
    "Vpc.ModifyRouteTableAttributes": {"RouteTableId": "vtb-none", "RouteTableName": NONE},
    "Vpc.UnassociateVpcCidrBlock": {"VpcId": "vpc-none", "SecondaryCidrBlock": "10.9.0.0/16"},
    "Vpc.TagResources": {**_VPC, **_TAGGED},
    "Vpc.UnTagResources": {**_VPC, **_UNTAGGED},
    "Vpc.ListTagResources": _VPC,
    "Vpc.MoveResourceGroup": {"ResourceId": "vpc-none", "NewResourceGroupId": "rg-none"},
    "Vpc.DescribeVpcAttribute": {"VpcId": "vpc-none"},
    "Vpc.DescribeRouteTableList": {},
    "Vpc.DescribeVSwitchAttributes": {"VSwitchId": "vsw-none"},
    "Vpc.DescribeVSwitches": {},
    "Ram.GetPolicyVersion": {**_POLICY, "PolicyType": "Custom", "VersionId": "v1"},
    "Ram.UpdatePolicyDescription": {**_POLICY, "NewDescription": NONE},
    "Ram.ListPoliciesForRole": _ROLE,
    "Ram.ListPoliciesForUser": {"UserName": NONE},
    "Ram.TagResources": {**_NAMED, **_TAGGED},
    "Ram.UntagResources": {**_NAMED, **_UNTAGGED},
    "Ram.ListTagResources": _NAMED,
    "ResourceManager.ListTagResources": _GROUP,
    "ResourceManager.TagResources": {**_GROUP, **_TAGGED},
    "ResourceManager.UntagResources": {**_GROUP, **_UNTAGGED},
    "Location.DescribeEndpoints": {"ServiceCode": "ecs", "Id": "cn-hangzhou"},
    "BssOpenApi.QueryAvailableInstances": {},
}
"""A request of each action that makes and changes nothing, whether it is allowed or not."""

_FORBIDDEN = "403 "
_PATIENCE_SECONDS = 60.0


def _actions() -> dict[str, Action]:
    return {f"{one.product}.{one.name}": one for one in ACTIONS.values() if f"{one.product}.{one.name}" in REQUESTS}


@cache
def _role(lab: Lab) -> str:
    """Make the role of all sessions, which may do what is asked here and no more; wait until its rights count."""
    role = lab.new_role("rights", trusting(lab))
    actions = sorted({ram_name(action) for action in _actions().values()})
    policy = lab.new_policy("rights", permissions(actions, ["*"]))
    lab.cloud.call("Ram", "AttachPolicyToRole", RoleName=role, PolicyName=policy, PolicyType="Custom")
    session = lab.first_session(role)
    Deadline(_PATIENCE_SECONDS).until(
        lambda: session.attempt("Ecs", "DescribeRegions") == ACCEPTED or None, f"the rights of {role}"
    )
    return role


def _observe(name: str, action: Action) -> Callable[[Lab], str]:
    def observe(lab: Lab) -> str:
        request = REQUESTS[name]
        if action.resources is None:
            return f"without rights {_answer(lab, action, request, ['acs:none:*:*:none/*'])}"
        typed = params.read(action.params, Utils.query(dict(request)), action.name, lab.account)
        arns = arns_of(action, typed, lab.cloud.region, lab.account)
        found = [f"{', '.join(map(_short, arns))} {_answer(lab, action, request, arns)}"]
        for arn in arns:
            others = [one for one in arns if one != arn] or [_elsewhere(arn, action)]
            found.append(f"without {_short(arn)} {_answer(lab, action, request, others)}")
        return "; ".join(found)

    observe.__doc__ = f"Find what policies decide about for {name}."
    return observe


def _answer(lab: Lab, action: Action, request: Mapping[str, object], arns: list[str]) -> str:
    session: Cloud = lab.session(_role(lab), permissions([ram_name(action)], arns))
    answer = session.attempt(action.product, action.name, **request)
    return answer if answer.startswith(_FORBIDDEN) else "allowed"


def _elsewhere(arn: str, action: Action) -> str:
    """Return resources without this one: all that have an ARN in place of `*`, or a type that does not exist."""
    product = ram_name(action).partition(":")[0] if arn == "*" else arn.split(":")[1]
    return f"acs:{product}:*:*:*" if arn == "*" else f"acs:{product}:*:*:none/*"


def _short(arn: str) -> str:
    """Return an ARN without region and account, which an observation must not name."""
    return arn.rpartition(":")[2]


for _name, _action in _actions().items():
    PROBES.append(Probe(f"resources of {_name}", NETWORK, (f"{_name}: resources",), _observe(_name, _action)))
