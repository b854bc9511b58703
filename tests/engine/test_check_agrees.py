"""`alicloud-offline check` has the findings of `pulumi preview --policy-pack`, whose events `report` reads.

docs/check.md lists where the two may differ: what needs a real answer of a data source, and the defaults that the
provider fills in before policies for single resources see them. No program here touches either.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from alicloud_offline.check.check_defaults import OWN_PACK
from alicloud_offline.report.engine_events import read_events
from tests.engine.conftest import CHECKOUT, Deployment
from tests.offline.check.newer_programs import NEWER_PROGRAMS
from tests.offline.check.provider_programs import PROVIDER_PROGRAMS
from tests.offline.check.sample_programs import PROGRAMS, write_program

MIXED = CHECKOUT / "tests/offline/check/packs/mixed"
CONFIG = {"few-enis": {"most": 0, "enforcementLevel": "mandatory"}, "tagged": "disabled", "eni-has-group": "advisory"}

Said = set[tuple[str, str, str, str]]
"""Policy, level, URN and message."""


@dataclass
class Previews:
    """Previews by the real engine in a sandbox."""

    deployment: Deployment
    folder: Path
    pack: Path

    def preview(self, program: Path, *more: str) -> tuple[int, list[str]]:
        """The exit code and the events."""
        pulumi = [self.deployment.pulumi, "--non-interactive", "-C", str(program)]
        self.deployment.run(*pulumi, "stack", "select", "--create", "dev")
        log = self.folder / "events.json"
        log.unlink(missing_ok=True)
        arguments = ["preview", "--stack", "dev", "--event-log", str(log), "--policy-pack", str(self.pack), *more]
        done = self.deployment.run("env", "PULUMI_DEBUG_COMMANDS=1", *pulumi, *arguments, check=False)
        assert log.exists(), done.stdout + done.stderr
        return done.returncode, log.read_text().splitlines()


@pytest.fixture(scope="module")
def previews(tmp_path_factory: pytest.TempPathFactory) -> Previews:
    folder = tmp_path_factory.mktemp("agree")
    pack = folder / "mixed"
    shutil.copytree(MIXED, pack)
    project = pack / "PulumiPolicy.yaml"
    options = f"runtime: {{name: python, options: {{virtualenv: {sys.prefix}}}}}"
    project.write_text(project.read_text().replace("runtime: python", options))
    return Previews(Deployment(folder), folder, pack)


def check(program: Path, *more: str, pack: Path = MIXED) -> tuple[int, dict[str, Any]]:
    """The exit code and the report of `alicloud-offline check`."""
    path = str(CHECKOUT)
    command = [sys.executable, "-m", "alicloud_offline", "check", "dev", "--program", str(program), "--format", "json"]
    command += ["--unknown-environment", "ECS_LOGIN_PASSWORD"]
    done = subprocess.run(
        [*command, "--policy-pack", str(pack), *more],
        env={**os.environ, "PYTHONPATH": path, "ECS_LOGIN_PASSWORD": "Only-4-tests"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, json.loads(done.stdout)


def said(report: dict[str, Any]) -> Said:
    return {(one["rule"], one["level"], one["urn"], one["message"]) for one in report["findings"]}


@pytest.mark.parametrize("config", [None, CONFIG], ids=["plain", "configured"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_the_verdicts_are_the_engines(
    previews: Previews, tmp_path: Path, name: str, config: dict[str, Any] | None
) -> None:
    program = write_program(tmp_path / name, PROGRAMS[name], runtime=sys.prefix)
    more = []
    if config:
        (tmp_path / "config.json").write_text(json.dumps(config))
        more = ["--policy-pack-config", str(tmp_path / "config.json")]
    engine_code, events = previews.preview(program, *more)
    code, report = check(program, *more)
    engine = read_events(events, "events")
    assert said(report) == {(one.rule, one.level, one.urn, one.message) for one in engine.findings}
    assert engine.findings, "a program of which nothing is said proves nothing"
    assert (code != 0) == (engine_code != 0) == engine.failed(strict=False)


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_resources_are_the_engines(previews: Previews, tmp_path: Path, name: str) -> None:
    program = write_program(tmp_path / name, PROGRAMS[name], runtime=sys.prefix)
    _, events = previews.preview(program)
    _, report = check(program)
    assert report["resources"] == read_events(events, "events").resource_count


SERVES_OWN_PACK = """
import sys
sys.path[:0] = {path!r}
from alicloud_policies.pack import serve
serve()
"""


def write_own_pack(folder: Path) -> Path:
    pack = folder / "pack"
    pack.mkdir()
    (pack / "PulumiPolicy.yaml").write_text(f"runtime: {{name: python, options: {{virtualenv: {sys.prefix}}}}}\n")
    (pack / "__main__.py").write_text(SERVES_OWN_PACK.format(path=[str(CHECKOUT), str(CHECKOUT / "components")]))
    return pack


@pytest.fixture(scope="module")
def own_previews(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Previews]:
    """Previews with this project's pack, beside a role of another account."""
    folder = tmp_path_factory.mktemp("own")
    role = Deployment(folder, "crossaccount", source=CHECKOUT / "role", name="role", account="user")
    role.up()
    yield Previews(Deployment(folder), folder, write_own_pack(folder))
    role.destroy()


@pytest.mark.parametrize("region", ["cn-beijing", "cn-hangzhou"])
@pytest.mark.parametrize("name", PROVIDER_PROGRAMS)
def test_components_with_explicit_providers_agree(
    own_previews: Previews, tmp_path: Path, name: str, region: str
) -> None:
    stack: dict[str, object] = {"alicloud:region": region}
    program = write_program(tmp_path / name, PROVIDER_PROGRAMS[name], stack, runtime=sys.prefix)
    engine_code, events = own_previews.preview(program)
    engine = read_events(events, "events")
    code, report = check(program, pack=OWN_PACK)
    assert said(report) == {(one.rule, one.level, one.urn, one.message) for one in engine.findings}
    assert [one for one in engine.findings if one.rule == "eni-ipv6-region"], "no program here is without an error"
    assert (code, report["resources"]) == (engine_code, engine.resource_count)


@pytest.mark.parametrize("name", NEWER_PROGRAMS)
def test_resources_of_newer_kinds_agree(own_previews: Previews, tmp_path: Path, name: str) -> None:
    broken, source = NEWER_PROGRAMS[name]
    stack: dict[str, object] = {"alicloud:region": "cn-beijing"}
    program = write_program(tmp_path / name, source, stack, runtime=sys.prefix)
    engine_code, events = own_previews.preview(program)
    engine = read_events(events, "events")
    code, report = check(program, pack=OWN_PACK)
    assert said(report) == {(one.rule, one.level, one.urn, one.message) for one in engine.findings}
    assert broken in {one.rule for one in engine.findings}
    assert (code, report["resources"]) == (engine_code, engine.resource_count)


def test_our_own_stack_and_pack_agree(tmp_path: Path) -> None:
    pack = write_own_pack(tmp_path)
    stack = Deployment(tmp_path)
    stack.settings = {"ipv6-eni:zoneId": "cn-beijing-h", "ipv6-eni:imageId": "centos_7_3_x64_20G_alibase_20211130.vhd"}
    log = tmp_path / "events.json"
    arguments = ("preview", "--event-log", str(log), "--policy-pack", str(pack))
    done = stack.run("env", "PULUMI_DEBUG_COMMANDS=1", *stack.engine_command(*arguments), check=False)
    assert log.exists(), done.stdout + done.stderr
    engine = read_events(log.read_text().splitlines(), "events")
    code, report = check(stack.project.write(stack.settings), pack=OWN_PACK)
    assert said(report) == {(one.rule, one.level, one.urn, one.message) for one in engine.findings}
    assert (code, report["resources"]) == (done.returncode, engine.resource_count)
