"""The components' role policies against the sandbox's own table of what each action touches."""

import pytest

from alicloud_ipv6.role_policy import ATTACH_ACTIONS, EXAMPLE_ACTIONS, GRANT_ACTIONS, Kinds
from alicloud_sandbox.touched import TOUCHED

ALL = ATTACH_ACTIONS | GRANT_ACTIONS | EXAMPLE_ACTIONS


@pytest.mark.parametrize(("action", "kinds"), ALL.items(), ids=list(ALL))
def test_what_an_action_is_allowed_on_is_what_it_touches(action: str, kinds: Kinds) -> None:
    product = action.partition(":")[0]
    touched = {f"{touch.product or product}:{touch.kind}" for touch in TOUCHED[action]}
    if kinds and f"{product}:ResourceType" not in touched:
        assert set(kinds) == touched
