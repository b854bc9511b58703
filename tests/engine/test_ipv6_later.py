"""IPv6 turned on for a running stack, in place. Not proved here: that the real service takes the same calls."""

from pathlib import Path
from typing import Any

from tests.engine.conftest import Deployment
from tests.engine.engine_programs import UNDISTURBED, project, up


def rows(stack: Deployment, kind: str) -> list[dict[str, Any]]:
    """The resource account's resources of one kind."""
    return stack.show()["resource"].get(kind, [])


def test_turning_ipv6_on_replaces_nothing_and_there_is_no_way_back(tmp_path: Path) -> None:
    stack = Deployment(tmp_path, source=project(tmp_path, "later"))
    stack.settings = {"later:ipv6": False}
    stack.up()
    kept = {kind: {one["id"] for one in rows(stack, kind)} for kind in ("vpc", "vswitch", "instance", "eni")}
    assert [one["ipv6_cidr"] for kind in ("vpc", "vswitch") for one in rows(stack, kind)] == ["", ""]
    assert rows(stack, "ipv6-gateway") == rows(stack, "ipv6-address") == []
    assert stack.outputs() == {"ipv6CidrBlock": "", "ipv6Addresses": []}
    stack.refresh("--expect-no-changes")
    assert up(stack).operations == {"same"}

    stack.settings = {"later:ipv6": True}
    before = len(stack.log())
    steps = up(stack)
    assert steps.operations == UNDISTURBED, steps.of
    assert steps.names("update") == {"net-vpc", "net-vsw-1"}
    assert steps.names("create") == {
        "net-ingress-all-ipv6",
        "net-ipv6gw",
        "nic-ipv6",
        "nic-hold-0",
        "nic-bandwidth-0",
    }
    assert {"Vpc.ModifyVpcAttribute", "Vpc.ModifyVSwitchAttribute"} < {row.action for row in stack.log()[before:]}
    assert {kind: {one["id"] for one in rows(stack, kind)} for kind in kept} == kept
    (address,) = rows(stack, "ipv6-address")
    assert (address["address"], address["bandwidth"]) == (stack.outputs()["ipv6Addresses"][0], 10)
    stack.refresh("--expect-no-changes")
    assert up(stack).operations == {"same"}

    stack.settings = {"later:ipv6": False}
    done = stack.up(check=False)
    assert done.returncode != 0
    assert "DependencyViolation.VSwitch" in done.stdout + done.stderr
    stack.settings = {"later:ipv6": True}
    assert up(stack).operations <= UNDISTURBED
    assert up(stack).operations == {"same"}
    assert rows(stack, "ipv6-address") == [address]

    stack.destroy()
    assert stack.show() == {"resource": {}, "user": {}}
