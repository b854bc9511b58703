"""What docs/from-console-to-code.md says is called: for example 2, and for each change of a running stack.

Not proved here: which step of example 2 an action belongs to; and example 1, see tests/engine/test_crossaccount.py.
"""

from pathlib import Path

from tests.docs.console_page import changes, steps
from tests.engine.conftest import Deployment

READS = ("Describe", "List", "Get")
#: An instance type that takes more IPv6 addresses than the documented limits allow.
ROOMY = {"ipv6-eni:instanceType": "ecs.g7.xlarge", "ipv6-eni:systemDiskCategory": "cloud_essd"}


def test_each_change_calls_what_the_page_says(tmp_path: Path) -> None:
    stack = Deployment(tmp_path, options=("--limits", "today"), settings=dict(ROOMY))
    stack.up()
    stack.ping()
    named = {action for step in steps()["Example 2"] for action in step.named("action")}
    assert named <= {row.action.partition(".")[2] for row in stack.log() if row.result == "200/OK"}
    for change in changes():
        before = len(stack.log())
        stack.settings |= change.settings
        stack.up()
        called = [row.action.partition(".")[2] for row in stack.log()[before:] if row.result == "200/OK"]
        wrote = [action for action in called if not action.startswith(READS)]
        assert set(wrote) == set(change.calls), change.title
        if "UnassignIpv6Addresses" in wrote:
            first = wrote.index("UnassignIpv6Addresses")
            assert "DeleteIpv6InternetBandwidth" not in wrote[first:], "an address went before its bandwidth"
    stack.destroy()
    assert stack.show() == {"resource": {}, "user": {}}
