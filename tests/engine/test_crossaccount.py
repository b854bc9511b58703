"""The crossaccount stack's whole life with the real engine. Not proved here: anything of the real service."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.engine.conftest import CHECKOUT, Deployment, LoggedRequest
from tests.engine.test_dev_stack import unchanged

ARN = "acs:ram::1000000000000002:role/ipv6-eni"
ASSUMED: dict[str, Any] = {"roleArn": ARN}
GRANTED: dict[str, Any] = {"roleArn": ARN, "way": "granted"}
NOTHING: dict[str, dict[str, Any]] = {"resource": {}, "user": {}}
ROLE_KINDS = {"ram-role": 1, "ram-policy": 1}

#: What happens to the user account's ENI, in this order, and as which account.
STEPS = {
    "assumed_role": [
        ("user", "Ecs.CreateNetworkInterface"),
        ("user", "Ecs.AttachNetworkInterface"),
        ("user", "Ecs.AssignIpv6Addresses"),
        ("user", "Vpc.AllocateIpv6InternetBandwidth"),
    ],
    "granted": [
        ("user", "Ecs.CreateNetworkInterface"),
        ("user", "Ecs.CreateNetworkInterfacePermission"),
        ("resource", "Ecs.AttachNetworkInterface"),
        ("user", "Ecs.AssignIpv6Addresses"),
    ],
}
BACK = ["Ecs.UnassignIpv6Addresses", "Ecs.DetachNetworkInterface", "Ecs.DeleteNetworkInterface"]


def role_of(folder: Path) -> Deployment:
    """The role's own stack, run as the user account."""
    return Deployment(folder, "crossaccount", source=CHECKOUT / "role", name="role", account="user")


def stack_of(folder: Path, cross: dict[str, Any]) -> Deployment:
    """The crossaccount stack, run as the resource account."""
    return Deployment(folder, "crossaccount", settings={"ipv6-eni:crossAccount": cross})


@dataclass
class Two:
    """Both stacks of one sandbox."""

    way: str
    role: Deployment
    stack: Deployment


@pytest.fixture(scope="module", params=["assumed_role", "granted"])
def two(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """Both stacks, up; the tests of this module run in order and leave them as they found them."""
    folder = tmp_path_factory.mktemp("cross")
    found = Two(request.param, role_of(folder), stack_of(folder, {"roleArn": ARN, "way": request.param}))
    found.role.up()
    # The first preview of all, in which no id is known.
    found.stack.pulumi_run("preview")
    found.stack.up()
    yield found
    before = len(found.stack.log())
    eni = secondary(found.stack)["id"]
    found.stack.destroy()
    gone = [row.action for row in found.stack.log()[before:] if row.result == "200/OK" and eni in row.ids]
    revoked = [row.action for row in found.stack.log()[before:] if row.action.startswith("Ecs.DeleteNetworkInterfaceP")]
    assert [action for action in gone if action in BACK] == BACK
    assert len(revoked) == (found.way == "granted")
    assert counts(found.stack) == {"resource": {}, "user": ROLE_KINDS}
    found.role.destroy()
    assert found.role.show() == NOTHING


def counts(stack: Deployment) -> dict[str, dict[str, int]]:
    """How many resources of each kind each account has."""
    return {account: {kind: len(rows) for kind, rows in kinds.items()} for account, kinds in stack.show().items()}


def secondary(stack: Deployment) -> dict[str, Any]:
    """The one secondary ENI, of the user account."""
    (found,) = [eni for eni in stack.show()["user"]["eni"] if eni["kind"] == "Secondary"]
    return found


def names(stack: Deployment, account: str) -> dict[str, list[str]]:
    """The page's names of what an account has."""
    kinds = ("vpc", "vswitch", "security-group", "instance")
    return {kind: [row["name"] for row in stack.show()[account][kind]] for kind in kinds}


def writes(rows: list[LoggedRequest]) -> list[LoggedRequest]:
    """The requests that change something; a new session changes nothing."""
    reading = ("Describe", "List", "Get", "AssumeRole")
    return [row for row in rows if not row.action.partition(".")[2].startswith(reading)]


def test_each_account_has_the_resources_of_the_pages_table(two: Two) -> None:
    for number, account in ((1, "resource"), (2, "user")):
        assert names(two.stack, account) == {
            "vpc": [f"test-vpc-{number}"],
            "vswitch": [f"test-vsw-{number}"],
            "security-group": [f"test-group-{number}"],
            "instance": [f"test-ecs-ipv6-{number}"],
        }
    found = two.stack.show()
    assert [eni["name"] for eni in found["resource"]["eni"]] == [""]
    eni = secondary(two.stack)
    host = "user" if two.way == "assumed_role" else "resource"
    assert (eni["name"], eni["status"]) == ("test-eni-ipv6-2", "InUse")
    assert eni["instance_id"] == found[host]["instance"][0]["id"]
    assert len(found["user"].get("eni-permission", [])) == (two.way == "granted")


def test_each_step_is_taken_by_the_account_that_owns_what_it_makes(two: Two) -> None:
    eni = secondary(two.stack)["id"]
    (address,) = [one["id"] for one in two.stack.show()["user"]["ipv6-address"] if one["eni_id"] == eni]
    rows = [row for row in two.stack.log() if row.result == "200/OK" and {eni, address} & set(row.ids)]
    assert [(row.account, row.action) for row in writes(rows)] == STEPS[two.way]


def test_the_pings_of_both_directions_succeed(two: Two) -> None:
    for source, target in ((1, 2), (2, 1)):
        done = two.stack.ping(source, target)
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"test-ecs-ipv6-{source}: ping6" in done.stdout
        assert "0% packet loss" in done.stdout


def test_a_second_up_changes_nothing(two: Two) -> None:
    before = len(two.stack.log())
    assert unchanged(two.role.up().stdout)
    assert unchanged(two.stack.up().stdout)
    assert writes(two.stack.log()[before:]) == []
    assert unchanged(two.stack.pulumi_run("preview").stdout)


def test_refresh_shows_no_drift(two: Two) -> None:
    assert unchanged(two.role.refresh("--expect-no-changes").stdout)
    assert unchanged(two.stack.refresh("--expect-no-changes").stdout)


def test_no_secret_is_in_state_or_log(two: Two) -> None:
    secrets = [
        two.stack.run("printenv", variable, account=account).stdout.strip()
        for account in ("resource", "user")
        for variable in ("ECS_LOGIN_PASSWORD", "ALICLOUD_SECRET_KEY")
    ]
    states = list((two.stack.folder / "pulumi").rglob("*.json"))
    assert len(states) >= 2
    for file in (*states, two.stack.state.with_suffix(".log")):
        text = file.read_text(errors="replace")
        assert [secret for secret in secrets if secret in text] == [], file
        assert '"STS.' not in text, f"{file} holds a session's key"


def test_an_address_taken_away_is_seen_and_put_back_as_the_role(two: Two) -> None:
    eni = secondary(two.stack)
    before = len(two.stack.log())
    lost = {"NetworkInterfaceId": eni["id"], "Ipv6Address": eni["ipv6"]}
    two.stack.call("Ecs", "UnassignIpv6Addresses", account="user", **lost)
    two.stack.refresh()
    two.stack.up()
    assert len(secondary(two.stack)["ipv6"]) == 1
    assigned = [row.account for row in two.stack.log()[before:] if row.action == "Ecs.AssignIpv6Addresses"]
    assert assigned == ["user"]
    assert two.stack.ping().returncode == 0
    assert unchanged(two.stack.up().stdout)


def test_the_way_can_be_changed_and_back(two: Two) -> None:
    eni, other = secondary(two.stack)["id"], GRANTED if two.way == "assumed_role" else ASSUMED
    for cross in (other, {"roleArn": ARN, "way": two.way}):
        two.stack.settings = {"ipv6-eni:crossAccount": cross}
        two.stack.up()
        assert secondary(two.stack)["id"] == eni
        assert two.stack.ping().returncode == 0
        assert unchanged(two.stack.up().stdout)


def test_the_page_alone_has_nothing_to_ping_from(two: Two) -> None:
    two.stack.settings = {"ipv6-eni:crossAccount": {"roleArn": ARN, "way": two.way, "peerIpv6": False}}
    two.stack.up()
    assert two.stack.outputs()["ping6"] == ""
    done = two.stack.ping()
    assert done.returncode == 1
    assert "has no IPv6 address" in done.stderr
    two.stack.settings = {"ipv6-eni:crossAccount": {"roleArn": ARN, "way": two.way}}
    two.stack.up()
    assert two.stack.ping().returncode == 0


def test_a_profile_for_the_user_accounts_resources(tmp_path: Path) -> None:
    """Both accounts' keys come from the CLI's configuration; the component builds the owner's provider by itself."""
    role, stack = role_of(tmp_path), stack_of(tmp_path, {**GRANTED, "userProfile": "users"})
    role.settings = {"ipv6-eni-role:scope": "attach_only"}
    role.up()
    home = tmp_path / "home"
    (home / ".aliyun").mkdir(parents=True)
    profiles = [
        {
            "name": name,
            "mode": "AK",
            "access_key_id": stack.run("printenv", "ALICLOUD_ACCESS_KEY", account=account).stdout.strip(),
            "access_key_secret": stack.run("printenv", "ALICLOUD_SECRET_KEY", account=account).stdout.strip(),
            "region_id": "cn-beijing",
        }
        for name, account in (("own", "resource"), ("users", "user"))
    ]
    (home / ".aliyun" / "config.json").write_text(json.dumps({"current": "own", "profiles": profiles}))
    keys = ("ACCESS_KEY", "SECRET_KEY", "ACCESS_KEY_ID", "ACCESS_KEY_SECRET")
    without = [part for cloud in ("ALICLOUD", "ALIBABA_CLOUD") for key in keys for part in ("-u", f"{cloud}_{key}")]
    env = ["env", *without, f"HOME={home}", f"PULUMI_HOME={Path.home() / '.pulumi'}", "ALICLOUD_PROFILE=own"]
    stack.run(*env, *stack.engine_command("up", "--yes", "--skip-preview"))
    assert names(stack, "user")["instance"] == ["test-ecs-ipv6-2"]
    assert stack.ping().returncode == 0
    stack.run(*env, *stack.engine_command("destroy", "--yes", "--skip-preview"))
    assert counts(stack) == {"resource": {}, "user": ROLE_KINDS}
