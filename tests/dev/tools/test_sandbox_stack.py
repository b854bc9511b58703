"""Commands of a stack, with a CLI that only prints its arguments. Not proved here: the engine (tests/engine does)."""

import json
from pathlib import Path

import pytest

from dev.tools.sandbox_stack import SandboxStack, StackError


@pytest.fixture
def stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SandboxStack:
    cli = tmp_path / "bin" / "pulumi"
    cli.parent.mkdir()
    cli.write_text(f'#!/bin/sh\necho "$*" | tee -a {tmp_path}/calls\n')
    cli.chmod(0o755)
    monkeypatch.setenv("PATH", f"{cli.parent}:/usr/bin:/bin")
    return SandboxStack(tmp_path / "sandbox", settings={"ipv6-eni:zoneId": "cn-beijing-h"})


def test_the_first_use_of_the_cli_creates_the_stack_once(stack: SandboxStack, tmp_path: Path) -> None:
    place = tmp_path / "sandbox" / "project"
    assert stack.pulumi_alone("version") == f"--non-interactive -C {place} version\n"
    assert stack.engine_command("up")[1:] == ["--non-interactive", "-C", str(place), "up", "--stack", "dev"]
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls == [f"--non-interactive -C {place} {call}" for call in ("stack select --create dev", "version")]
    assert "zoneId: cn-beijing-h" in (place / "Pulumi.dev.yaml").read_text()


def test_a_command_that_fails_is_an_error_with_its_output(stack: SandboxStack) -> None:
    with pytest.raises(StackError, match="said on both streams"):
        stack.execute(["sh", "-c", "printf 'said on '; echo 'both streams' >&2; exit 3"])
    assert stack.execute(["sh", "-c", "exit 3"], check=False).returncode == 3


@pytest.mark.parametrize(
    ("latest", "found"),
    [({"resources": [{"urn": "urn:pulumi:dev::ipv6-eni::pulumi:pulumi:Stack::x"}]}, True), ({}, False), (None, False)],
)
def test_the_engines_state_is_read_without_a_cli(stack: SandboxStack, latest: object, *, found: bool) -> None:
    assert not stack.has_resources()
    file = stack.folder / "pulumi" / ".pulumi" / "stacks" / "ipv6-eni" / "dev.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"version": 3, "checkpoint": {"stack": "dev", "latest": latest}}))
    assert stack.has_resources() is found


def test_every_command_uses_the_stacks_sandbox(stack: SandboxStack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALICLOUD_SANDBOX_STATE", "/elsewhere/state.db")
    assert stack.execute(["sh", "-c", "echo $ALICLOUD_SANDBOX_STATE"]).stdout == f"{stack.folder}/state.db\n"
