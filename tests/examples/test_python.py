"""The Python examples without an engine: what the policy pack says of them, and `offline up` of each on a sandbox.

Not proved here: look-ups of `one-eni`, which `offline up` does not have, and anything that only the engine does.
"""

import json
import os
import runpy
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pulumi
import pytest

from tests.components.recorder import record
from tests.examples.projects import CHECKOUT, EXAMPLES, PYTHON, copy, project_file
from tests.program.program_run import as_text

RESOURCE, USER = "1000000000000001", "1000000000000002"
PATHS = str(CHECKOUT)

#: What has no default in Pulumi.yaml.
REQUIRED: dict[str, dict[str, Any]] = {
    "one-eni": {"instanceId": "i-1"},
    "cross-account-role/user-account": {"trustedAccountId": RESOURCE},
    "cross-account-role/resource-account": {
        "roleArn": f"acs:ram::{USER}:role/eni-attacher",
        "networkInterfaceId": "eni-1",
        "instanceId": "i-1",
    },
}
#: Which limits only somebody can judge who knows the instance or the ENI, which is outside the stack.
OUTSIDE = {"one-eni", "cross-account-role/resource-account"}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith(("ALICLOUD_", "PULUMI_"))}
    environment = {**known, "PYTHONPATH": PATHS, "ALICLOUD_OFFLINE_IN_SANDBOX": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command], env=environment, cwd=CHECKOUT, capture_output=True, text=True, check=False
    )


def check(program: Path, *more: str) -> tuple[int, dict[str, Any]]:
    """Have the policy pack judge a first preview."""
    pack = ("--policy-pack", "policies", "--format", "json")
    done = run("alicloud_offline", "check", "dev", "--program", str(program), *pack, *more)
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, json.loads(done.stdout)


def red(report: dict[str, Any]) -> set[tuple[str, str]]:
    """Rule and resource of each mandatory finding."""
    return {(one["rule"], one["urn"].rpartition("::")[2]) for one in report["findings"] if one["level"] == "mandatory"}


@pytest.mark.parametrize("project", [one for one in PYTHON if one != "policy-pack"])
def test_the_pack_has_nothing_against_it(project: str, tmp_path: Path) -> None:
    code, report = check(copy(project, tmp_path / "copy", settings=REQUIRED.get(project)))
    remarks = {one["rule"] for one in report["findings"]}
    assert (code, remarks) == (0, {"cannot-tell-yet"} if project in OUTSIDE else set())


@pytest.mark.parametrize(("at_creation", "found"), [(False, set()), (True, {("no-ipv6-at-eni-creation", "web")})])
def test_the_switch_of_the_policy_pack_example(at_creation: bool, found: set[tuple[str, str]], tmp_path: Path) -> None:
    program = copy("policy-pack", tmp_path / "copy", settings={"ipv6AtCreation": at_creation})
    code, report = check(program, "--policy-pack-config", str(program / "policies.json"))
    assert (code, red(report)) == (int(at_creation), found)
    assert [one["resource"] for one in report["exemptions"]] == ["legacy-*"]


def test_without_its_config_the_pack_refuses_the_exempted_eni(tmp_path: Path) -> None:
    code, report = check(copy("policy-pack", tmp_path / "copy"))
    assert (code, red(report)) == (1, {("no-ipv6-at-eni-creation", "legacy-mail")})


def test_more_enis_than_the_type_has_room_for_are_refused(tmp_path: Path) -> None:
    """The program counts by the type it asks for; the pack counts what is there."""
    program = copy("many-enis", tmp_path / "copy")
    main = program / "__main__.py"
    main.write_text(main.read_text().replace("known.eni_quantity - 1", "known.eni_quantity"))
    code, report = check(program)
    assert (code, {rule for rule, _ in red(report)}) == (1, {"eni-attach-quota"})


class Sandbox:
    """A sandbox in a folder, and `offline up` of examples in it."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder, self.options = folder, options
        self._base = ("alicloud_sandbox", "--state", str(folder / "state.db"))

    def up(self, project: str, account: str = "resource", **settings: object) -> dict[str, Any]:
        """Create a project's resources and return its outputs."""
        program = copy(project, self.folder / project.replace("/", "-"), settings=settings)
        outputs = program / "outputs.json"
        offline = ("alicloud_offline", "up", "dev", "--program", str(program), "--outputs", str(outputs))
        options = (*self.options, "--account", account)
        done = run(*self._base, "run", *options, "--", sys.executable, "-m", *offline)
        assert done.returncode == 0, done.stdout + done.stderr
        return dict(json.loads(outputs.read_text()))

    def show(self, account: str = "resource") -> dict[str, list[dict[str, Any]]]:
        return dict(json.loads(run(*self._base, "show", "--json").stdout)[account])


def secondary(found: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [eni for eni in found["eni"] if eni["kind"] == "Secondary"]


@pytest.mark.slow
def test_one_eni_on_an_existing_instance(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    existing = sandbox.up("one-eni/existing")
    before = Counter({kind: len(rows) for kind, rows in sandbox.show().items()})
    made = sandbox.up("one-eni", **existing)
    (eni,) = secondary(sandbox.show())
    assert (eni["id"], eni["instance_id"]) == (made["networkInterfaceId"], existing["instanceId"])
    (address,) = sandbox.show()["ipv6-address"]
    assert ([address["address"]], address["bandwidth"]) == (made["ipv6Addresses"], 10)
    after = Counter({kind: len(rows) for kind, rows in sandbox.show().items()})
    assert after - before == Counter({"eni": 1, "ipv6-address": 1})


def test_what_is_left_out_of_one_eni_is_looked_up() -> None:
    instance = {"id": "i-1", "vswitchId": "vsw-1", "securityGroups": ["sg-1", "sg-2"]}
    recorded = record(
        lambda: _run_main("one-eni"),
        invokes={
            "alicloud:ecs/getInstances:getInstances": {"instances": [instance]},
            "alicloud:vpc/getSwitches:getSwitches": {"vswitches": [{"id": "vsw-1", "vpcId": "vpc-1"}]},
            "alicloud:vpc/getIpv6Gateways:getIpv6Gateways": {"ids": ["ipv6gw-1"]},
        },
        outputs={"Ipv6Assignment": {"assigned": ["2001:db8::1"], "ipv6AddressIds": ["ipv6-1"]}},
        config=_config("one-eni", instanceId="i-1"),
        preview=True,
    )
    eni = recorded.one("EcsNetworkInterface").inputs
    assert (eni["vswitchId"], eni["securityGroupIds"]) == ("vsw-1", ["sg-1"])
    assert recorded.one("EcsNetworkInterfaceAttachment").inputs["instanceId"] == "i-1"
    assert recorded.one("Ipv6InternetBandwidth").inputs["ipv6GatewayId"] == "ipv6gw-1"
    asked = [arguments for _, arguments in recorded.invoked]
    assert asked == [{"ids": ["i-1"]}, {"ids": ["vsw-1"]}, {"vpcId": "vpc-1"}]


def test_an_unknown_instance_and_a_missing_gateway_are_reported_in_one_sentence() -> None:
    nothing: dict[str, Any] = {"alicloud:ecs/getInstances:getInstances": {"instances": []}}
    assert _refusal("one-eni", nothing, instanceId="i-1") == "instanceId: i-1 does not exist in cn-beijing."
    no_gateway: dict[str, Any] = {
        "alicloud:vpc/getSwitches:getSwitches": {"vswitches": [{"id": "vsw-1", "vpcId": "vpc-1"}]},
        "alicloud:vpc/getIpv6Gateways:getIpv6Gateways": {"ids": []},
    }
    given = {"instanceId": "i-1", "vswitchId": "vsw-1", "securityGroupId": "sg-1"}
    assert "vpc-1 has no IPv6 gateway" in _refusal("one-eni", no_gateway, **given)


@pytest.mark.slow
def test_many_enis_fill_each_instance(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    made = sandbox.up("many-enis", publicMbps=5)["ipv6Addresses"]
    found = sandbox.show()
    assert {instance["zone_id"] for instance in found["instance"]} == {f"cn-beijing-{zone}" for zone in "hik"}
    assert len(found["instance"]) == 6
    assert set(Counter(eni["instance_id"] for eni in secondary(found)).values()) == {1}
    assert {tuple(eni["ipv6"]) for eni in secondary(found)} == {tuple(addresses) for addresses in made.values()}
    assert len({address.rpartition(":")[0] for (address,) in made.values()}) == 6
    assert {address["bandwidth"] for address in found["ipv6-address"]} == {5}


def test_a_type_without_room_is_refused() -> None:
    assert "ecs.ic5.large does not support a secondary ENI" in _refusal("many-enis", {}, instanceType="ecs.ic5.large")


@pytest.mark.slow
def test_the_role_is_enough_and_narrow(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    user = sandbox.up("cross-account-role/user-account", "user", trustedAccountId=RESOURCE)
    assert secondary(sandbox.show("user"))[0]["status"] == "Available"
    made = sandbox.up("cross-account-role/resource-account", "resource", **user)
    (eni,) = secondary(sandbox.show("user"))
    assert (eni["id"], eni["instance_id"]) == (user["networkInterfaceId"], user["instanceId"])
    assert eni["ipv6"] == made["ipv6Addresses"]
    assert sandbox.show("resource") == {}


@pytest.mark.slow
def test_the_policy_pack_example_under_the_services_current_limits(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path, "--limits", "today")
    sandbox.up("policy-pack")
    assert {eni["name"]: len(eni["ipv6"]) for eni in secondary(sandbox.show())} == {"web": 0, "legacy-mail": 1}


def _config(project: str, **given: object) -> dict[str, str]:
    """The configuration that the engine makes of a project's defaults and these settings."""
    found = project_file(project)
    defaults = {key: one["default"] for key, one in found["config"].items() if "default" in one}
    own = {f"{found['name']}:{key}": as_text(value) for key, value in {**defaults, **given}.items()}
    # The recorder's project has another name.
    return {"alicloud:region": "cn-beijing"} | {f"ipv6-eni:{key.partition(':')[2]}": one for key, one in own.items()}


def _run_main(project: str) -> None:
    runpy.run_path(str(EXAMPLES / project / "__main__.py"), run_name="__main__")


def _refusal(project: str, invokes: dict[str, Any], **given: object) -> str:
    with pytest.raises(pulumi.RunError) as raised:
        record(lambda: _run_main(project), invokes=invokes, config=_config(project, **given), preview=True)
    return str(raised.value)
