"""The TypeScript example with the real engine: a copy, its generated SDK, the plugin out of a clean copy of its folder.

Where the registry at hand has no release 4 of the provider's SDK, the newest that it has stands in for it, if the
provider is installed under that version too. Not proved here: anything of the real service.
"""

import json
from pathlib import Path

import pytest

from tests.examples.consumer import Consumer, lacks, outside
from tests.examples.example_checks import (
    NOTHING,
    PASSWORD,
    check_adopt,
    check_crossaccount,
    check_dev,
    check_role,
    with_profile,
)
from tests.examples.test_python import RESOURCE

ABSENT = lacks("node", "npm", "pulumi-language-nodejs")
pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"the TypeScript example needs {ABSENT} on PATH")
SDK = "@pulumi/alicloud"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, library: Path) -> Consumer:
    """The program, installed, with the stack dev."""
    dev = Consumer.of("typescript", tmp_path_factory.mktemp("typescript"), library=library, settings={"shape": "dev"})
    _take_what_there_is(dev)
    dev.install()
    return dev


def _take_what_there_is(stack: Consumer) -> None:
    """Ask for another version of the provider's SDK in the copy where the one that is asked for is not to be had."""
    versions = json.loads(outside(["npm", "view", SDK, "versions", "--json"]))
    if any(version.startswith("4.") for version in versions):
        return
    newest = versions[-1]
    plugins = json.loads(outside([stack.pulumi, "plugin", "ls", "--json"]))
    if not any(one["name"] == "alicloud" and one.get("version") == newest for one in plugins):
        pytest.skip(f"{SDK} 4 is not to be had here, and no provider {newest} is installed")
    file = stack.place / "package.json"
    package = json.loads(file.read_text())
    package["dependencies"][SDK] = newest
    package["overrides"] = {SDK: newest}
    file.write_text(json.dumps(package))
    # Overrides reach the generated SDK only where it is installed as a copy.
    (stack.place / ".npmrc").write_text("install-links=true\n")


def other(program: Consumer, stack: str, account: str = "resource", **settings: object) -> Consumer:
    """Another stack of the same program, in the same sandbox."""
    given = {"shape": stack, **settings}
    return Consumer.of(
        "typescript", program.folder, library=program.library, stack=stack, account=account, settings=given
    )


def test_it_compiles(program: Consumer) -> None:
    """Every argument that the program names is one of the SDK's, of the right type."""
    outside([str(program.place / "node_modules" / ".bin" / "tsc"), "--project", str(program.place)])


def test_dev(program: Consumer) -> None:
    program.set_secret("loginPassword", PASSWORD)
    program.check_lifecycle()
    check_dev(program)
    program.destroy()
    assert program.show() == NOTHING


def test_adopt(program: Consumer) -> None:
    stack = other(program, "adopt")
    stack.check_lifecycle()
    check_adopt(stack)
    stack.destroy()
    assert stack.show() == NOTHING


def test_role_and_crossaccount(program: Consumer) -> None:
    role = other(program, "role", "user", trustedAccountId=RESOURCE)
    role.check_lifecycle()
    check_role(role)
    stack = other(program, "crossaccount", roleArn=role.outputs()["roleArn"])
    stack.settings["profile"] = with_profile(stack)
    stack.check_lifecycle()
    check_crossaccount(stack, "own-peer", "users-peer")
    stack.destroy()
    role.destroy()
    assert role.show() == NOTHING
