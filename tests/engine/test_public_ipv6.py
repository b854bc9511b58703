"""Public bandwidth goes and comes back; the addresses it hangs on stay. The guest setup plays no part."""

from pathlib import Path
from typing import Any

from tests.engine.conftest import Deployment


def rows(stack: Deployment, kind: str) -> list[dict[str, Any]]:
    """The resource account's resources of one kind."""
    return stack.show()["resource"].get(kind, [])


def addresses(stack: Deployment) -> dict[str, list[str]]:
    """The IPv6 addresses of each secondary ENI."""
    return {eni["id"]: eni["ipv6"] for eni in rows(stack, "eni") if eni["kind"] == "Secondary"}


def test_addresses_stay_when_public_ipv6_goes_and_comes_back(tmp_path: Path) -> None:
    stack = Deployment(tmp_path)
    stack.settings = {"ipv6-eni:guestSetup": False}
    stack.up()
    before = addresses(stack)
    assert [len(found) for found in before.values()] == [1, 1]
    stack.settings["ipv6-eni:publicIpv6"] = False
    stack.up()
    assert addresses(stack) == before
    assert not any(found["bandwidth"] for found in rows(stack, "ipv6-address"))
    assert rows(stack, "ipv6-gateway") == []
    stack.refresh("--expect-no-changes")
    stack.settings["ipv6-eni:publicIpv6"] = True
    stack.up()
    assert addresses(stack) == before
    assert [found["bandwidth"] for found in rows(stack, "ipv6-address")] == [10, 10]
    stack.destroy()
    assert stack.show() == {"resource": {}, "user": {}}
