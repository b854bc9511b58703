"""Run the policy pack with the real engine, in a preview or in an analysis of stored state."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alicloud_offline.report.engine_events import read_events
from alicloud_offline.report.report_model import MANDATORY
from policy_testkit import PackConfig
from tests.engine.conftest import CHECKOUT, Deployment
from tests.engine.runnable import runnable


@dataclass(frozen=True)
class PolicyRun:
    """The exit code of a run, and the findings of the policies."""

    code: int
    findings: tuple[tuple[str, str], ...]
    """Policy and level of each finding."""
    messages: tuple[str, ...] = ()
    """The messages of a preview's findings, in the same order."""

    @property
    def violated(self) -> set[str]:
        """The policies with a mandatory finding; the exit code agrees."""
        found = {policy for policy, level in self.findings if level == MANDATORY}
        assert bool(found) == bool(self.code), self
        return found

    @property
    def reported(self) -> set[str]:
        """The policies with a finding of another level."""
        return {policy for policy, level in self.findings if level != MANDATORY}


@dataclass(frozen=True)
class PolicyEngine:
    """The CLI with the policy pack; `folder` takes its files."""

    folder: Path

    @property
    def pack(self) -> Path:
        """A copy of the pack for this Python."""
        copy = self.folder / "policies"
        return copy if copy.exists() else runnable(CHECKOUT / "policies", copy)

    def preview(
        self, stack: Deployment, settings: Mapping[str, Any] | None = None, config: PackConfig | None = None
    ) -> PolicyRun:
        """`pulumi preview` of a stack with these settings in addition to its own."""
        own, stack.settings = stack.settings, {**stack.settings, **(settings or {})}
        log = self.folder / "events.json"
        log.unlink(missing_ok=True)
        command = stack.engine_command("preview", "--event-log", str(log), *self._options(config))
        done = stack.run("env", "PULUMI_DEBUG_COMMANDS=1", *command, check=False)
        stack.settings = own
        assert log.exists(), done.stdout + done.stderr
        findings = read_events(log.read_text().splitlines(), "the preview").findings
        messages = tuple(one.message for one in findings)
        return PolicyRun(done.returncode, tuple((one.rule, one.level) for one in findings), messages)

    def analyze(self, stack: Deployment, config: PackConfig | None = None) -> PolicyRun:
        """`pulumi policy analyze` of what the stack's state holds."""
        command = stack.engine_command("policy", "analyze", "--json", *self._options(config))
        return self._analyzed(stack.run(*command, check=False))

    def analyze_file(self, pulumi: str, state: Mapping[str, Any]) -> PolicyRun:
        """`pulumi policy analyze --file` of a state, without any backend."""
        file = self.folder / "state.json"
        file.write_text(json.dumps(state))
        command = [
            pulumi,
            "--non-interactive",
            "policy",
            "analyze",
            "--json",
            "--file",
            str(file),
            *self._options(None),
        ]
        environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PULUMI_SKIP_UPDATE_CHECK": "true"}
        return self._analyzed(subprocess.run(command, env=environment, capture_output=True, text=True, check=False))

    def _analyzed(self, done: subprocess.CompletedProcess[str]) -> PolicyRun:
        *events, summary = [json.loads(line) for line in done.stdout.splitlines()] or [{}]
        assert summary.get("summaryEvent", {}).get("PolicyPacks"), done.stdout + done.stderr
        found = [event["policyEvent"] for event in events if "policyEvent" in event]
        return PolicyRun(done.returncode, tuple((one["policyName"], one["enforcementLevel"]) for one in found))

    def _options(self, config: PackConfig | None) -> list[str]:
        if not config:
            return ["--policy-pack", str(self.pack)]
        file = self.folder / "config.json"
        file.write_text(json.dumps(config))
        return ["--policy-pack", str(self.pack), "--policy-pack-config", str(file)]
