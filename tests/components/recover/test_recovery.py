"""A recovery with a fake backend and fake answers; tests/engine/test_recover.py has the real ones."""

from collections.abc import Mapping
from typing import Any

import pytest

from alicloud_ipv6._api.openapi import ApiError
from alicloud_ipv6.recover import command
from alicloud_ipv6.recover.recovery import MissingProviderError, Recovery
from alicloud_ipv6.recover.stack_state import interrupted_creates
from tests.components.recover.interrupted import PROVIDER, SECRET, VPC, creating, exported, resource, urn

MAIN = creating("main", inputs={"vpcName": "a", "cidrBlock": "10.0.0.0/8"})
CREATED = {"VpcId": "vpc-1", "VpcName": "a", "CidrBlock": "10.0.0.0/8", "CreationTime": "2026-11-27T12:00:00Z"}


class FakeStacks:
    """A backend in memory."""

    def __init__(self, *stacks: dict[str, Any]) -> None:
        self.states = {str(number): state for number, state in enumerate(stacks)}
        self.decrypted: dict[str, Any] = {}
        self.refreshed = 0

    def export(self, stack: str = "", secrets: bool = False) -> dict[str, Any]:
        return self.decrypted if secrets else self.states[stack or "0"]

    def stacks(self) -> list[str]:
        return list(self.states)

    def replace_state(self, export: Mapping[str, Any]) -> None:
        self.states["0"] = dict(export)

    def refresh(self) -> None:
        self.refreshed += 1

    def resources(self) -> dict[str, str]:
        return {one["urn"]: one.get("id", "") for one in self.states["0"]["deployment"]["resources"]}


class FakeVpcs:
    """DescribeVpcs with these VPCs."""

    def __init__(self, *vpcs: dict[str, Any]) -> None:
        self.vpcs = vpcs

    def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        assert (product, action) == ("Vpc", "DescribeVpcs")
        return {"Vpcs": {"Vpc": [vpc for vpc in self.vpcs if vpc["VpcName"] == (params or {})["VpcName"]]}}


def recovery(stacks: FakeStacks, *vpcs: dict[str, Any]) -> Recovery:
    return Recovery(stacks, lambda _inputs: FakeVpcs(*vpcs))


def test_gives_the_engine_what_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    stacks = FakeStacks(exported(MAIN))
    assert command.recover(recovery(stacks, CREATED), "dev", {}, yes=True) == 0
    assert stacks.resources()[urn("main")] == "vpc-1"
    assert stacks.refreshed == 1
    assert "take over: main (alicloud:vpc/network:Network)\n  vpc-1 in cn-beijing\n" in capsys.readouterr().out


def test_forgets_what_does_not_exist_without_a_refresh() -> None:
    stacks = FakeStacks(exported(MAIN))
    assert command.recover(recovery(stacks), "dev", {}, yes=True) == 0
    assert interrupted_creates(stacks.states["0"]) == []
    assert stacks.refreshed == 0


def deleting(name: str) -> dict[str, Any]:
    """Return a pending delete."""
    return {**creating(name), "type": "deleting"}


def test_reads_again_what_an_interrupted_delete_changed(capsys: pytest.CaptureFixture[str]) -> None:
    stacks = FakeStacks(exported(deleting("main"), resources=(resource("main", VPC, id="vpc-1"),)))
    assert command.recover(recovery(stacks), "dev", {}, yes=False) == 2
    assert stacks.refreshed == 0
    assert command.recover(recovery(stacks), "dev", {}, yes=True) == 0
    assert stacks.refreshed == 1
    assert "pending_operations" not in stacks.states["0"]["deployment"]
    assert capsys.readouterr().out.startswith("1 resources have to be read again")


def test_reads_again_what_could_not_be_read_after_its_creation() -> None:
    created = resource("main", VPC, id="vpc-1", initErrors=["connection refused"])
    stacks = FakeStacks(exported(resources=(created, resource("other", VPC, id="vpc-2", initErrors=[]))))
    assert command.recover(recovery(stacks), "dev", {}, yes=True) == 0
    assert stacks.refreshed == 1


def test_changes_nothing_without_a_confirmation(capsys: pytest.CaptureFixture[str]) -> None:
    stacks = FakeStacks(exported(MAIN))
    assert command.recover(recovery(stacks, CREATED), "dev", {}, yes=False) == 2
    assert stacks.states["0"] == exported(MAIN)
    assert "with --yes" in capsys.readouterr().err


def test_leaves_to_another_stack_what_is_its_own() -> None:
    stacks = FakeStacks(exported(MAIN), exported(resources=(resource("other", id="vpc-1"),)))
    assert command.recover(recovery(stacks, CREATED), "dev", {}, yes=True) == 0
    assert urn("main") not in stacks.resources()


ODD = "alicloud:oss/bucket:Bucket"


def test_changes_nothing_while_one_is_unclear(capsys: pytest.CaptureFixture[str]) -> None:
    stacks = FakeStacks(exported(MAIN, creating("odd", ODD)))
    assert command.recover(recovery(stacks, CREATED), "dev", {}, yes=True) == 1
    assert stacks.states["0"] == exported(MAIN, creating("odd", ODD))
    assert "decide about odd with --take NAME=ID or --forget NAME." in capsys.readouterr().out


class Forbidden:
    """A role that may not list."""

    def call(self, _product: str, action: str, _params: Mapping[str, object] | None = None) -> dict[str, Any]:
        raise ApiError("Forbidden.RAM", "no", 403, action=action)


def test_leaves_to_a_person_what_it_may_not_list(capsys: pytest.CaptureFixture[str]) -> None:
    stacks = FakeStacks(exported(MAIN))
    assert command.recover(Recovery(stacks, lambda _inputs: Forbidden()), "dev", {}, yes=True) == 1
    printed = capsys.readouterr().out
    assert "unclear: main (alicloud:vpc/network:Network)\n  DescribeVpcs failed: Forbidden.RAM" in printed


@pytest.mark.parametrize("name", ["odd", urn("odd", ODD)], ids=["name", "URN"])
def test_follows_a_person(name: str) -> None:
    stacks = FakeStacks(exported(MAIN, creating("odd", ODD)))
    assert command.recover(recovery(stacks, CREATED), "dev", {name: "bucket-1"}, yes=True) == 0
    assert stacks.resources()[urn("odd", ODD)] == "bucket-1"
    stacks = FakeStacks(exported(MAIN, creating("odd", ODD)))
    assert command.recover(recovery(stacks, CREATED), "dev", {name: ""}, yes=True) == 0
    assert stacks.resources().keys() == {PROVIDER.rpartition("::")[0], urn("main")}


@pytest.mark.parametrize("text", ["odd", "=vpc-1", "odd="])
def test_refuses_half_a_choice(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--stack", "dev", "--take", text])
    assert f"invalid value {text!r}; expected NAME=ID" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["pulumi-python:dynamic/ipv6:Ipv6Assignment", "alicloud-ipv6:index:Ipv6AddressHold"])
def test_resources_of_this_package_complete_themselves(kind: str) -> None:
    stacks = FakeStacks(exported(creating("ipv6", kind)))
    assert command.recover(recovery(stacks), "dev", {}, yes=True) == 0
    assert interrupted_creates(stacks.states["0"]) == []


def test_decrypts_a_provider_with_secrets_only() -> None:
    stacks = FakeStacks(exported(MAIN))
    stacks.states["0"]["deployment"]["resources"][0]["inputs"]["secretKey"] = SECRET
    stacks.decrypted = exported()
    stacks.decrypted["deployment"]["resources"][0]["inputs"]["secretKey"] = "plain"
    assert recovery(stacks).provider_inputs(PROVIDER)["secretKey"] == "plain"


def test_names_a_provider_that_the_state_lacks() -> None:
    lost = {**MAIN, "resource": {**MAIN["resource"], "provider": "urn::gone::1"}}
    with pytest.raises(MissingProviderError, match="'urn::gone::1'"):
        recovery(FakeStacks(exported(lost))).decisions({})


def test_says_that_nothing_was_interrupted(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        command.recover(recovery(FakeStacks(exported(resources=(resource("a", VPC, id="vpc-1"),)))), "dev", {}, True)
        == 0
    )
    assert capsys.readouterr().out == "Stack dev has no interrupted operations.\n"


def test_needs_the_cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "")
    assert command.main(["--stack", "dev"]) == 1
    assert capsys.readouterr().err == "The Pulumi CLI is not on PATH; install it, then run this command again.\n"
