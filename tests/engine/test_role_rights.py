"""The role of the whole example has the rights that it needs, also for changes, and no other.

Not proved here: that the real service asks for the same rights.
"""

from pathlib import Path
from typing import Any

from alicloud_ipv6._role_policy import ATTACH_ACTIONS, EXAMPLE_ACTIONS, GRANT_ACTIONS
from tests.engine.conftest import Deployment
from tests.engine.test_crossaccount import ARN, GRANTED, NOTHING, role_of, stack_of

#: What the log calls an action of a policy.
RIGHTS = {
    f"{product.title()}.{name}"
    for product, _, name in (action.partition(":") for action in ATTACH_ACTIONS | GRANT_ACTIONS | EXAMPLE_ACTIONS)
}
BEFORE: dict[str, Any] = {
    "ipv6-eni:crossAccount": {"roleArn": ARN},
    "ipv6-eni:publicIpv4BandwidthMbps": 0,
    # Without a public IPv4 address an instance cannot download its helper.
    "ipv6-eni:guestSetup": False,
    "ipv6-eni:egressRules": [{"description": "out"}],
    "ipv6-eni:tags": {"team": "network"},
}
AFTER: dict[str, Any] = {
    "ipv6-eni:crossAccount": {"roleArn": ARN},
    "ipv6-eni:publicIpv4BandwidthMbps": 5,
    "ipv6-eni:egressRules": [{"description": "everything out"}],
    "ipv6-eni:ingressRules": [{"description": "everything in"}],
    "ipv6-eni:tags": {"stage": "test"},
    "ipv6-eni:instanceType": "ecs.g6.xlarge",
    "ipv6-eni:ipv6BandwidthMbps": 20,
    "ipv6-eni:sites": [
        {},
        {
            "vpcName": "other-vpc",
            "vswitchName": "other-vsw",
            "securityGroupName": "other-group",
            "instanceName": "other-ecs",
            "networkInterfaceName": "other-eni",
        },
    ],
}


def called(stack: Deployment, first: int) -> set[str]:
    """The actions that the user account answered from a place in the log on."""
    rows = [row for row in stack.log()[first:] if row.account == "user"]
    assert [row for row in rows if row.result.startswith("403")] == []
    return {row.action for row in rows if row.result == "200/OK"}


def test_all_rights_are_used_and_none_is_missing(tmp_path: Path) -> None:
    role, stack = role_of(tmp_path), stack_of(tmp_path, {"roleArn": ARN})
    role.up()
    first = len(stack.log())
    for settings in (BEFORE, AFTER, {**AFTER, "ipv6-eni:crossAccount": GRANTED, "ipv6-eni:egressRules": []}):
        stack.settings = settings
        stack.up()
    assert stack.ping().returncode == 0
    stack.destroy()
    assert RIGHTS - called(stack, first) == set()
    role.destroy()
    assert stack.show() == NOTHING
