"""`alicloud-offline up` of the role and of the crossaccount stack on a sandbox, without a Pulumi CLI.

Not tested here: what only the engine does, such as changes, refresh and destroy.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.offline.run_offline import CHECKOUT

ARN = "acs:ram::1000000000000002:role/ipv6-eni"
OF_AN_ACCOUNT = {"vpc": 1, "vswitch": 1, "security-group": 1, "instance": 1, "command": 1, "ipv6-address": 1}
ROLE_KINDS = {"ram-role": 1, "ram-policy": 1}


class Accounts:
    """A sandbox in a folder, and commands in it as one of its accounts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state, self.outputs = folder / "state.db", folder / "outputs.json"

    def run(self, account: str, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "ALICLOUD_OFFLINE_IN_SANDBOX": "1"}
        sandbox = [
            sys.executable,
            "-m",
            "alicloud_sandbox",
            "--state",
            str(self.state),
            "run",
            "--account",
            account,
            "--",
        ]
        whole = [*sandbox, sys.executable, "-m", *command]
        return subprocess.run(whole, env=environment, capture_output=True, text=True, check=False)

    def role(self, **settings: object) -> subprocess.CompletedProcess[str]:
        """Make the role as the user account."""
        return self.run(
            "user",
            "alicloud_offline",
            "up",
            "crossaccount",
            "--program",
            str(self._program(CHECKOUT / "role", settings)),
        )

    def stack(self, **cross: object) -> subprocess.CompletedProcess[str]:
        """Build the crossaccount stack as the resource account."""
        program = self._program(CHECKOUT, {"ipv6-eni:crossAccount": {"roleArn": ARN, **cross}})
        where = ("--program", str(program), "--outputs", str(self.outputs))
        return self.run("resource", "alicloud_offline", "up", "crossaccount", *where)

    def ping(self, account: str, source: int, target: int) -> subprocess.CompletedProcess[str]:
        numbers = ("--from", str(source), "--to", str(target))
        return self.run(account, "alicloud_ipv6.ping", "--outputs", str(self.outputs), *numbers)

    def show(self) -> dict[str, dict[str, list[dict[str, Any]]]]:
        command = [sys.executable, "-m", "alicloud_sandbox", "--state", str(self.state), "show", "--json"]
        paths = str(CHECKOUT)
        done = subprocess.run(
            command, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=True
        )
        return dict(json.loads(done.stdout))

    def counts(self, account: str) -> dict[str, int]:
        return {kind: len(rows) for kind, rows in self.show()[account].items()}

    def _program(self, source: Path, settings: dict[str, Any]) -> Path:
        """A project folder with the checkout's program and settings, and these on top."""
        place = self.folder / source.name
        place.mkdir(exist_ok=True)
        project = yaml.safe_load((source / "Pulumi.yaml").read_text())
        (place / "Pulumi.yaml").write_text(yaml.safe_dump({**project, "main": str(source)}))
        stack = yaml.safe_load((source / "Pulumi.crossaccount.yaml").read_text())
        stack["config"] |= settings
        (place / "Pulumi.crossaccount.yaml").write_text(yaml.safe_dump(stack))
        return place


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    return Accounts(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["assumed_role", "granted"])
def test_both_ways_build_and_ping_and_a_rerun_adds_nothing(accounts: Accounts, way: str) -> None:
    for done in (accounts.role(), accounts.stack(way=way), accounts.role(), accounts.stack(way=way)):
        assert done.returncode == 0, done.stdout + done.stderr
    assumed = way == "assumed_role"
    public = {"ipv6-gateway": 1} if assumed else {}
    grant = {} if assumed else {"eni-permission": 1}
    peer = {"ipv6-address": 1} if assumed else {}
    without = {kind: number for kind, number in OF_AN_ACCOUNT.items() if kind != "ipv6-address"}
    assert accounts.counts("resource") == {**without, **public, **peer, "eni": 1}
    addresses = {"ipv6-address": 1 if assumed else 2}
    assert accounts.counts("user") == {**without, **public, **grant, **addresses, **ROLE_KINDS, "eni": 2}
    for account, source, target in (("resource", 1, 2), ("user", 2, 1)):
        done = accounts.ping(account, source, target)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "0% packet loss" in done.stdout


@pytest.mark.slow
def test_a_role_that_does_not_trust_is_named_and_nothing_is_created(accounts: Accounts) -> None:
    accounts.role(**{"ipv6-eni-role:trustedAccountId": "1000000000000009"})
    done = accounts.stack()
    assert done.returncode == 2
    assert "ipv6-eni:crossAccount.roleArn" in done.stderr
    assert f"the trust policy of {ARN} does not name" in done.stderr
    assert "Traceback" not in done.stderr
    assert accounts.show()["resource"] == {}
    assert accounts.counts("user") == ROLE_KINDS


@pytest.mark.slow
def test_a_missing_right_is_named(accounts: Accounts) -> None:
    accounts.role(**{"ipv6-eni-role:scope": "attach_only"})
    done = accounts.stack()
    assert done.returncode == 2
    assert f"failed as {ARN}: Forbidden.RAM" in done.stderr
    assert "is not allowed" in done.stderr
