"""Run the real Pulumi CLI and alicloud provider on a sandbox; without them, the tests are skipped with the reason."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dev.tools import pulumi_engine
from dev.tools.run_stack import account_of
from dev.tools.sandbox_stack import SandboxStack

CHECKOUT = Path(__file__).parents[2]
LINE = re.compile(r"account=(?P<account>\S+) action=(?P<action>\S+) ids=(?P<ids>\S+) result=(?P<result>\S+)")

CALL = """
import json, sys
from alicloud_ipv6._api.openapi import OpenApi
region, product, action, parameters = sys.argv[1:]
print(json.dumps(OpenApi(region).call(product, action, json.loads(parameters))))
"""


def missing() -> str:
    """Return why there is no engine here; empty if there is one."""
    pulumi = pulumi_engine.find_cli()
    return "" if pulumi and pulumi_engine.has_provider(pulumi) else pulumi_engine.missing_part()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, and skip it all with one reason when there is no engine."""
    mark([item for item in items if Path(__file__).parent in item.path.parents])


def mark(items: list[pytest.Item]) -> None:
    """Mark these as tests of the engine, and skip them with one reason when there is none."""
    reason = missing() if items else ""
    for item in items:
        item.add_marker(pytest.mark.engine)
        if reason:
            item.add_marker(pytest.mark.skip(reason=f"engine tests: {reason}"))


@dataclass(frozen=True)
class LoggedRequest:
    """One request in the sandbox's log."""

    account: str
    action: str
    ids: tuple[str, ...]
    result: str


class Deployment(SandboxStack):
    """A stack on a sandbox, with the queries of the tests."""

    def refresh(self, *more: str) -> subprocess.CompletedProcess[str]:
        """`pulumi refresh`."""
        return self.pulumi_run("refresh", "--yes", "--skip-preview", *more)

    def destroy(self) -> subprocess.CompletedProcess[str]:
        """`pulumi destroy`."""
        return self.pulumi_run("destroy", "--yes", "--skip-preview")

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs."""
        return dict(json.loads(self.pulumi_alone("stack", "output", "--json", "--stack", self.stack)))

    def ping(self, source: int = 1, target: int = 2) -> subprocess.CompletedProcess[str]:
        """The stack's ping, as `make ping` runs it."""
        file, outputs = self.folder / "outputs.json", self.outputs()
        file.write_text(json.dumps(outputs))
        numbers = ("--from", str(source), "--to", str(target))
        command = (sys.executable, "-m", "alicloud_ipv6.ping", "--outputs", str(file), *numbers)
        return self.run(*command, check=False, account=account_of(outputs, source))

    def show(self) -> dict[str, dict[str, list[dict[str, Any]]]]:
        """What exists in the sandbox."""
        command = [sys.executable, "-m", "alicloud_sandbox", "--state", str(self.state), "show", "--json"]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=True)
        return dict(json.loads(done.stdout))

    def log(self) -> list[LoggedRequest]:
        """Every request so far."""
        rows = (LINE.search(line) for line in self.state.with_suffix(".log").read_text().splitlines())
        return [
            LoggedRequest(row["account"], row["action"], tuple(row["ids"].split(",")), row["result"])
            for row in rows
            if row
        ]

    def call(self, product: str, action: str, *, account: str = "", **parameters: object) -> dict[str, Any]:
        """Call an API behind Pulumi's back."""
        command = (sys.executable, "-c", CALL, "cn-beijing", product, action, json.dumps(parameters))
        return dict(json.loads(self.run(*command, account=account).stdout))


@pytest.fixture
def deployment(tmp_path: Path) -> Iterator[Deployment]:
    """A separate stack for each test; only its temporary folder outlives the test."""
    yield Deployment(tmp_path)
