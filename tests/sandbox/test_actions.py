"""Laws that hold for every action the sandbox has."""

import pytest

from alicloud_sandbox.core.actions import Action, Evidence, Product
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.params import PROTOCOL, Params, read
from alicloud_sandbox.core.resource_types import ALL_RESOURCES, NO_AUTHORIZATION
from alicloud_sandbox.gateway.products import ACTIONS
from tests.sandbox.parameter_reads import Reads, declared
from tests.sandbox.sdk_models import PACKAGES, request_parameters

ALL = sorted(ACTIONS.values(), key=lambda action: (action.product, action.name))
DOCUMENTED = [action for action in ALL if action.product in PACKAGES and action.params.__struct_fields__]
ACCOUNT = "1000000000000001"
BY_DISPATCH = {"ClientToken", "DryRun"}
OWNER = {"OwnerId", "OwnerAccount", "ResourceOwnerId", "ResourceOwnerAccount"}

_NOTHING_TO_SHUT_DOWN = "an instance has no file system that a forced stop could harm, and none is a subscription"

#: Parameters that are taken without being read, because every value of them has the same result.
WITHOUT_EFFECT = {
    "BssOpenApi.QueryAvailableInstances": ({"ProductCode", "ProductType", "SubscriptionType"}, "nothing is billed"),
    "Ecs.DescribeInstanceHistoryEvents": (
        {"EventType", "ResourceType"},
        "there are no events, so any filter finds none",
    ),
    "Ecs.StopInstance": ({"ForceStop", "ConfirmStop"}, _NOTHING_TO_SHUT_DOWN),
    "Ecs.RebootInstance": ({"ForceStop"}, _NOTHING_TO_SHUT_DOWN),
    "Ecs.DeleteInstance": ({"ForceStop", "TerminateSubscription"}, _NOTHING_TO_SHUT_DOWN),
    "Ecs.DeleteInstances": ({"ForceStop", "TerminateSubscription"}, _NOTHING_TO_SHUT_DOWN),
    "Ecs.StartInstance": ({"InitLocalDisk"}, "no instance type of the catalogue has local disks"),
    "Ecs.ModifyInstanceSpec": ({"AllowMigrateAcrossZone"}, "it matters for retired instance types only"),
    "Ecs.DescribeImages": ({"Tag.N.Key", "Tag.N.Value"}, "public images have no tags, so any tag finds none"),
    "Ram.DetachPolicyFromGroup": ({"PolicyType", "PolicyName"}, "there are no groups, so none is found"),
}

#: Parameters that the SDK does not document but the Terraform provider sends.
OF_THE_PROVIDER = {
    "Ecs.DescribeInstanceTypes": {"InstanceType", "SystemDiskCategory"},
    "Ecs.ModifyInstanceAttribute": {"ClientToken"},
    "Ecs.UnassignIpv6Addresses": {"ClientToken"},
    "Ecs.UnassignPrivateIpAddresses": {"ClientToken"},
    "Ram.ListPolicies": {"MaxResults"},
    "Ram.UntagResources": {"TagKey.N"},
}


def full_name(action: Action) -> str:
    """`Vpc.CreateVpc`."""
    return f"{action.product}.{action.name}"


each = pytest.mark.parametrize("action", ALL, ids=full_name)
each_documented = pytest.mark.parametrize("action", DOCUMENTED, ids=full_name)


@each
def test_every_declared_parameter_is_read(action: Action) -> None:
    reads = Reads(action.handler, action.params)
    unread = {name for path, name in declared(action.params) if not reads.has(path)}
    without_effect, _ = WITHOUT_EFFECT.get(full_name(action), (set(), ""))
    assert unread - BY_DISPATCH == without_effect


@each_documented
def test_every_documented_parameter_is_honoured_or_refused_by_name(action: Action) -> None:
    known = {name for _, name in declared(action.params)} | PROTOCOL | OWNER
    for parameter in set(request_parameters(action.product, action.name)) - known:
        sent = parameter.replace(".N", ".1")
        with pytest.raises(ApiError) as caught:
            read(action.params, {sent: "1"}, action.name, ACCOUNT)
        assert caught.value.code == "UnsupportedParameter"
        assert parameter.partition(".")[0] in caught.value.message


@each_documented
def test_every_declared_parameter_is_documented(action: Action) -> None:
    undocumented = {name for _, name in declared(action.params)} - set(request_parameters(action.product, action.name))
    assert undocumented == OF_THE_PROVIDER.get(full_name(action), set())


@each
def test_a_parameter_that_nobody_knows_is_refused(action: Action) -> None:
    with pytest.raises(ApiError, match=r"UnsupportedParameter.*Nonsense"):
        read(action.params, {"Nonsense": "1"}, action.name, ACCOUNT)


@pytest.mark.parametrize("name", ["Ecs.ListTagResources", "Ecs.DescribeNetworkInterfaces", "Vpc.CreateVpc"])
def test_reads_are_told_from_what_is_not_read(name: str) -> None:
    (action,) = [action for action in ALL if full_name(action) == name]
    assert not Reads(other_handler, action.params).has(("tag", "key"))
    assert Reads(action.handler, action.params).has(("tag", "key"))


def other_handler(call: object, p: Params) -> object:
    """Looks at its parameters without reading any tag."""
    return [call, p]


def handler(call: object, p: Params) -> dict[str, object]:
    return {}


def test_every_action_declares_its_resources_once() -> None:
    product = Product("Test", "2026-01-01")
    with pytest.raises(TypeError, match="Undeclared needs either resources or assumed_resources"):
        product.action("Undeclared", Evidence.ASSUMED)
    with pytest.raises(TypeError, match="Twice needs either resources or assumed_resources"):
        product.action("Twice", Evidence.ASSUMED, resources=ALL_RESOURCES, assumed_resources=ALL_RESOURCES)
    product.action("Declared", Evidence.ASSUMED, assumed_resources=NO_AUTHORIZATION)(handler)
    action = product.actions["Declared"]
    assert action.resources is None
    assert action.resources_assumed
    assert action.file.endswith("test_actions.py")
