"""The YAML example with the real engine: copies of its projects, and the plugin out of a clean copy of its folder.

Not proved here: anything of the real service.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.examples.consumer import Consumer, lacks
from tests.examples.example_checks import (
    NOTHING,
    PASSWORD,
    check_adopt,
    check_crossaccount,
    check_dev,
    check_role,
    with_profile,
)
from tests.examples.test_python import RESOURCE, secondary

ABSENT = lacks("pulumi-language-yaml")
pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"the YAML example needs {ABSENT} on PATH")


def project(name: str, folder: Path, library: Path, **given: Any) -> Consumer:  # noqa: ANN401 - as a dataclass has them
    """One of the projects, with its SDK."""
    made = Consumer.of(f"yaml/{name}", folder, library=library, **given)
    made.install()
    return made


def test_dev(tmp_path: Path, library: Path) -> None:
    dev = project("dev", tmp_path, library)
    dev.set_secret("loginPassword", PASSWORD)
    dev.check_lifecycle()
    check_dev(dev)
    dev.destroy()
    assert dev.show() == NOTHING


def test_adopt(tmp_path: Path, library: Path) -> None:
    stack = project("adopt", tmp_path, library)
    stack.check_lifecycle()
    check_adopt(stack)
    check_import(stack)
    stack.destroy()
    assert stack.show() == NOTHING


def check_import(stack: Consumer) -> None:
    """`pulumi import` takes the addresses of an ENI over, by its id and with the region, and assigns nothing."""
    (eni,) = secondary(stack.show()["resource"])
    before = len(stack.log())
    for name, id_ in (("by-id", eni["id"]), ("by-region", f"cn-beijing/{eni['id']}")):
        what = ("alicloud-ipv6:index:Ipv6Assignment", name, id_)
        done = stack.pulumi_run("import", *what, "--yes", "--skip-preview", "--protect=false")
        assert eni["ipv6"][0] in done.stdout, "the code to put into the program names the address"
        (taken,) = [one for one in stack.resources() if one["urn"].endswith(f"::{name}")]
        assert (taken["id"], taken["outputs"]["assigned"]) == (eni["id"], eni["ipv6"])
        stack.pulumi_alone("state", "delete", taken["urn"], "--yes", "--stack", stack.stack)
    assert not {"Ecs.AssignIpv6Addresses", "Ecs.UnassignIpv6Addresses"} & {row.action for row in stack.log()[before:]}


def test_role_and_crossaccount(tmp_path: Path, library: Path) -> None:
    role = project("role", tmp_path, library, account="user", settings={"trustedAccountId": RESOURCE})
    role.check_lifecycle()
    check_role(role)
    stack = project("crossaccount", tmp_path, library, settings={"roleArn": role.outputs()["roleArn"]})
    stack.settings["profile"] = with_profile(stack)
    stack.check_lifecycle()
    check_crossaccount(stack, "ownPeer", "usersPeer")
    stack.destroy()
    role.destroy()
    assert role.show() == NOTHING
