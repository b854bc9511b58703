"""Run `alicloud-offline` as users do: a separate process, without credentials or a Pulumi CLI."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

CHECKOUT = Path(__file__).parents[2]
MIXED = Path(__file__).with_name("check") / "packs" / "mixed"


def run_offline(
    *arguments: str,
    folder: Path = CHECKOUT,
    python: tuple[str, ...] = ("-m", "alicloud_offline"),
    variables: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[str]:
    """Run the command in `folder`; `python` are the interpreter's own arguments."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("ALICLOUD_", "ECS_", "PULUMI_"))}
    return subprocess.run(
        [sys.executable, *python, *arguments],
        cwd=folder,
        env={**known, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(CHECKOUT), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def check(
    program: Path, *more: str, pack: Path = MIXED, variables: Mapping[str, str] = MappingProxyType({})
) -> tuple[int, dict[str, Any]]:
    """Check a program with a pack; return the exit code and the report."""
    options = ("--program", str(program), "--policy-pack", str(pack), "--format", "json")
    done = run_offline("check", "dev", *options, *more, variables=variables)
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, json.loads(done.stdout)


def mandatory(report: dict[str, Any]) -> set[tuple[str, str, int | None]]:
    """Return rule, name of the resource and line of each mandatory finding."""
    found = [one for one in report["findings"] if one["level"] == "mandatory"]
    return {(one["rule"], one["urn"].rpartition("::")[2], one["line"]) for one in found}
