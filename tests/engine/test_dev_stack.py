"""The dev stack's whole life with the real engine. Not proved here: anything of the real service."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engine.conftest import Deployment, LoggedRequest

#: What happens to each ENI, in this order.
ENI_STEPS = (
    "Ecs.CreateNetworkInterface",
    "Ecs.AttachNetworkInterface",
    "Ecs.AssignIpv6Addresses",
    "Vpc.AllocateIpv6InternetBandwidth",
)


@pytest.fixture(scope="module")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """The dev stack, up; the tests of this module run in order and leave it as they found it."""
    stack = Deployment(tmp_path_factory.mktemp("dev"))
    stack.up()
    yield stack
    stack.destroy()
    assert stack.show() == {"resource": {}, "user": {}}


def unchanged(text: str) -> bool:
    """Whether the CLI's summary says that nothing was done."""
    summary = text.partition("Resources:")[2].partition("Duration")[0]
    lines = [line.strip() for line in summary.splitlines() if line.strip()]
    return len(lines) == 1 and lines[0].endswith(" unchanged")


def resources(stack: Deployment, kind: str) -> list[dict[str, Any]]:
    """The resource account's resources of one kind."""
    return stack.show()["resource"].get(kind, [])


def enis(stack: Deployment) -> list[dict[str, Any]]:
    """The secondary ENIs."""
    return [eni for eni in resources(stack, "eni") if eni["kind"] == "Secondary"]


def test_the_pages_resources_exist(dev: Deployment) -> None:
    assert [vpc["name"] for vpc in resources(dev, "vpc")] == ["test-vpc-1", "test-vpc-2"]
    assert sorted(vswitch["name"] for vswitch in resources(dev, "vswitch")) == ["test-vsw-1", "test-vsw-2"]
    assert sorted(group["name"] for group in resources(dev, "security-group")) == ["test-group-1", "test-group-2"]
    instances = resources(dev, "instance")
    assert sorted(instance["name"] for instance in instances) == ["test-ecs-ipv6-1", "test-ecs-ipv6-2"]
    assert all(instance["has_password"] and instance["public_ip"] for instance in instances)
    assert sorted(eni["name"] for eni in enis(dev)) == ["test-eni-ipv6-1", "test-eni-ipv6-2"]
    assert all(eni["status"] == "InUse" and len(eni["ipv6"]) == 1 for eni in enis(dev))
    assert all(address["bandwidth"] == 10 for address in resources(dev, "ipv6-address"))


def test_each_eni_gets_its_ipv6_after_it_is_attached(dev: Deployment) -> None:
    log = [row for row in dev.log() if row.result == "200/OK" and row.action in ENI_STEPS]
    for eni in enis(dev):
        (address,) = [found for found in resources(dev, "ipv6-address") if found["eni_id"] == eni["id"]]
        own = [row.action for row in log if eni["id"] in row.ids or address["id"] in row.ids]
        assert own == list(ENI_STEPS)
    created = [position for position, row in enumerate(log) if row.action == ENI_STEPS[0]]
    finished = [position for position, row in enumerate(log) if row.action == ENI_STEPS[-1]]
    assert max(created) < min(finished), "the two sites were created one after the other"


def test_the_ping_succeeds(dev: Deployment) -> None:
    done = dev.ping()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0% packet loss" in done.stdout


def test_no_secret_is_in_state_or_log(dev: Deployment) -> None:
    password = dev.run("printenv", "ECS_LOGIN_PASSWORD").stdout.strip()
    secret = dev.run("printenv", "ALICLOUD_SECRET_KEY").stdout.strip()
    states = list((dev.folder / "pulumi").rglob("*.json"))
    assert states
    for file in (*states, *dev.folder.glob("state.*")):
        if file.name.startswith("state.db"):
            continue
        text = file.read_text(errors="replace")
        assert password not in text, file
        assert secret not in text, file


def test_a_second_up_changes_nothing(dev: Deployment) -> None:
    before = len(dev.log())
    assert unchanged(dev.up().stdout)
    assert all(not _writes(row) for row in dev.log()[before:])


def test_refresh_shows_no_drift(dev: Deployment) -> None:
    assert unchanged(dev.refresh("--expect-no-changes").stdout)


def test_an_address_taken_away_is_seen_and_put_back(dev: Deployment) -> None:
    eni = enis(dev)[0]
    lost = eni["ipv6"][0]
    dev.call("Ecs", "UnassignIpv6Addresses", NetworkInterfaceId=eni["id"], Ipv6Address=[lost])
    assert "assigned" in dev.refresh("--diff").stdout
    dev.up()
    (after,) = [found for found in enis(dev) if found["id"] == eni["id"]]
    (address,) = [found for found in resources(dev, "ipv6-address") if found["eni_id"] == eni["id"]]
    assert (len(after["ipv6"]), address["bandwidth"]) == (1, 10)
    assert unchanged(dev.up().stdout)
    assert dev.ping().returncode == 0


def test_bandwidth_changes_in_place(dev: Deployment) -> None:
    before, ids = len(dev.log()), {found["bandwidth_id"] for found in resources(dev, "ipv6-address")}
    dev.settings = {"ipv6-eni:ipv6BandwidthMbps": 20}
    dev.up()
    assert {found["bandwidth"] for found in resources(dev, "ipv6-address")} == {20}
    assert {found["bandwidth_id"] for found in resources(dev, "ipv6-address")} == ids
    writes = {row.action for row in dev.log()[before:] if _writes(row)}
    assert writes == {"Vpc.ModifyIpv6InternetBandwidth"}
    dev.settings = {}
    dev.up()


def _writes(row: LoggedRequest) -> bool:
    verb = row.action.partition(".")[2]
    return not verb.startswith(("Describe", "List", "Get"))


def test_the_count_changes_in_place(tmp_path: Path) -> None:
    stack = Deployment(tmp_path, options=("--limits", "today"))
    stack.settings = {"ipv6-eni:instanceType": "ecs.g7.xlarge", "ipv6-eni:systemDiskCategory": "cloud_essd"}
    stack.up()
    before, first = len(stack.log()), {eni["id"]: eni["ipv6"] for eni in enis(stack)}
    stack.settings["ipv6-eni:ipv6AddressCount"] = 3
    stack.up()
    after = {eni["id"]: eni["ipv6"] for eni in enis(stack)}
    assert all(len(addresses) == 3 and addresses[:1] == first[eni] for eni, addresses in after.items())
    assert "Ecs.UnassignIpv6Addresses" not in {row.action for row in stack.log()[before:]}
    assert len(resources(stack, "ipv6-address")) == 6
    assert all(found["bandwidth"] == 10 for found in resources(stack, "ipv6-address"))
    stack.settings["ipv6-eni:ipv6AddressCount"] = 1
    stack.up()
    assert {eni["id"]: eni["ipv6"] for eni in enis(stack)} == first
    assert unchanged(stack.up().stdout)
    stack.destroy()
    assert stack.show() == {"resource": {}, "user": {}}
