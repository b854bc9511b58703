from typing import Any

import pulumi
from pulumi_policy.deserialize import deserialize_properties
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE, unknown_checking_proxy
from pulumi_policy.secret import Secret

from alicloud_policies.model.plain_values import UNKNOWN, pick, plain
from policy_testkit import UNKNOWN as NOT_KNOWN
from policy_testkit import PlannedStack, stack_args


def wrapped(props: dict[str, Any]) -> object:
    """Properties as the SDK wraps them."""
    return unknown_checking_proxy(deserialize_properties(props))


def test_known_values_beside_an_unknown_are_kept() -> None:
    props = {"list": ["a", UNKNOWN_STRING_VALUE], "object": {"deep": [{"x": UNKNOWN_STRING_VALUE, "y": 1.0}]}}
    assert plain(wrapped(props)) == {"list": ["a", UNKNOWN], "object": {"deep": [{"x": UNKNOWN, "y": 1.0}]}}


def test_plain_values_are_unchanged() -> None:
    for value in (None, True, 0, 1.5, "", "text"):
        assert plain(value) is value


def test_secrets_become_their_values() -> None:
    assert plain(Secret(["a"])) == ["a"]
    assert plain(Secret(UNKNOWN_STRING_VALUE)) is UNKNOWN


def test_other_types_are_unknown() -> None:
    assert plain(pulumi.StringAsset("text")) is UNKNOWN
    assert plain(object()) is UNKNOWN


def test_very_deep_nesting_is_unknown() -> None:
    deep: object = "end"
    for _ in range(5000):
        deep = [deep]
    assert isinstance(plain(deep), list)


def test_only_the_named_properties_are_read() -> None:
    plan = PlannedStack()
    plan.resource("alicloud:vpc/switch:Switch", "vsw", {"vpcId": NOT_KNOWN, "zoneId": "cn-beijing-h", "tags": {}})
    props = next(one.props for one in stack_args(plan).resources if one.name == "vsw")
    assert pick(props, ["zoneId", "ipv6CidrBlockMask"]) == {"zoneId": "cn-beijing-h"}
