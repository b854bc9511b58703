"""The components' role policies against the resources of the sandbox's actions."""

import pytest

from alicloud_ipv6._role_policy import ATTACH_ACTIONS, EXAMPLE_ACTIONS, GRANT_ACTIONS, RECOVERY_ACTIONS, Kinds
from alicloud_sandbox.gateway.products import ACTIONS
from alicloud_sandbox.iam.authorization import ram_name

ALL = ATTACH_ACTIONS | GRANT_ACTIONS | EXAMPLE_ACTIONS | RECOVERY_ACTIONS
BY_NAME = {ram_name(action): action for action in ACTIONS.values()}


@pytest.mark.parametrize(("action", "kinds"), ALL.items(), ids=list(ALL))
def test_what_an_action_is_allowed_on_are_its_resources(action: str, kinds: Kinds) -> None:
    product = action.partition(":")[0]
    resources = {f"{one.product or product}:{one.kind}" for one in BY_NAME[action].resources or ()}
    if kinds and f"{product}:ResourceType" not in resources:
        assert set(kinds) == resources
