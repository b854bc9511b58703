"""The Python examples with the real engine, from copies beside which nothing of this repository can be imported.

Not proved here: anything of the real service.
"""

from pathlib import Path

from tests.examples.consumer import Consumer, new_environment, outside
from tests.examples.projects import CHECKOUT, clean_copy
from tests.examples.test_python import RESOURCE, secondary

NOTHING: dict[str, object] = {"resource": {}, "user": {}}


def test_one_eni(tmp_path: Path, environment: Path) -> None:
    existing = Consumer.of("one-eni/existing", tmp_path, virtualenv=environment)
    existing.up()
    before, found = existing.show(), existing.outputs()
    # The instance alone: its vSwitch, its security group and the IPv6 gateway are looked up.
    eni = Consumer.of("one-eni", tmp_path, virtualenv=environment, settings={"instanceId": found["instanceId"]})
    eni.check_lifecycle()
    (made,) = secondary(eni.show()["resource"])
    assert (made["instance_id"], made["vswitch_id"]) == (found["instanceId"], found["vswitchId"])
    (address,) = eni.show()["resource"]["ipv6-address"]
    assert ([address["address"]], address["bandwidth"]) == (eni.outputs()["ipv6Addresses"], 10)
    # The same with every id given changes nothing.
    eni.settings = {key: found[key] for key in ("instanceId", "vswitchId", "securityGroupId", "ipv6GatewayId")}
    eni.pulumi_run("up", "--yes", "--skip-preview", "--expect-no-changes")
    eni.destroy()
    assert eni.show() == before
    existing.destroy()
    assert existing.show() == NOTHING


def test_many_enis(tmp_path: Path, environment: Path) -> None:
    many = Consumer.of("many-enis", tmp_path, virtualenv=environment)
    many.check_lifecycle()
    assert [len(eni["ipv6"]) for eni in secondary(many.show()["resource"])] == [1] * 6
    many.destroy()
    assert many.show() == NOTHING


def test_more_enis_than_the_provider_can_read_on_an_instance(tmp_path: Path, environment: Path) -> None:
    settings = {"instanceType": "ecs.g6.xlarge", "zones": ["cn-beijing-h"], "instancesPerZone": 1}
    many = Consumer.of("many-enis", tmp_path, virtualenv=environment, settings=settings)
    many.check_lifecycle()
    assert [len(eni["ipv6"]) for eni in secondary(many.show()["resource"])] == [1, 1]
    many.destroy()
    assert many.show() == NOTHING


def test_cross_account_role(tmp_path: Path, environment: Path) -> None:
    user = Consumer.of(
        "cross-account-role/user-account",
        tmp_path,
        virtualenv=environment,
        account="user",
        settings={"trustedAccountId": RESOURCE},
    )
    user.check_lifecycle()
    resource = Consumer.of(
        "cross-account-role/resource-account", tmp_path, virtualenv=environment, settings=user.outputs()
    )
    resource.check_lifecycle()
    (eni,) = secondary(user.show()["user"])
    assert (eni["status"], eni["ipv6"]) == ("InUse", resource.outputs()["ipv6Addresses"])
    resource.destroy()
    user.refresh("--expect-no-changes")
    user.destroy()
    assert user.show() == NOTHING


def test_policy_pack(tmp_path: Path, environment: Path) -> None:
    program = Consumer.of("policy-pack", tmp_path, virtualenv=environment, options=("--limits", "today"))
    options = _pack(tmp_path, program)
    exempted = "legacy-mail is exempt from no-ipv6-at-eni-creation until 2030-03-31"
    assert exempted in program.pulumi_run("preview", *options).stdout
    program.settings = {"ipv6AtCreation": True}
    refused = program.pulumi_run("preview", *options, check=False)
    assert refused.returncode != 0
    assert "no-ipv6-at-eni-creation" in refused.stdout + refused.stderr
    assert program.show() == NOTHING
    program.settings = {}
    program.up(*options)
    program.pulumi_run("up", "--yes", "--skip-preview", "--expect-no-changes", *options)
    program.refresh("--expect-no-changes")
    program.destroy()
    assert program.show() == NOTHING


def _pack(folder: Path, program: Consumer) -> tuple[str, ...]:
    """The pack as the README has it: in a clone beside the project, with a separate environment."""
    clone = folder / "ipv6-eni"
    for part in ("policies", "components"):
        clean_copy(CHECKOUT / part, clone / part)
    outside(
        [new_environment(clone / ".venv"), "install", "--quiet", "-r", str(clone / "policies" / "requirements.txt")]
    )
    config = program.place / "policies.json"
    return ("--policy-pack", str(clone / "policies"), "--policy-pack-config", str(config))
