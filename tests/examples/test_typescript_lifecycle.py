"""The TypeScript example with the real engine: a copy, its generated SDK, the plugin out of a clean copy of its folder.

The provider's SDK is what npm installs for the example's package.json. If the provider of that version is not here, the
one that is stands in for it. Not proved here: anything of the real service.
"""

import json
from pathlib import Path

import pytest

from tests.examples.consumer import Consumer, lacks, outside, stand_in
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


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, library: Path) -> Consumer:
    """The program, installed, with the stack dev."""
    dev = Consumer.of("typescript", tmp_path_factory.mktemp("typescript"), library=library, settings={"shape": "dev"})
    dev.install("--no-plugins")  # the provider; an older one may not be had here
    sdk = json.loads((dev.place / "node_modules" / "@pulumi" / "alicloud" / "package.json").read_text())
    stand_in(dev, sdk["version"])
    return dev


def other(program: Consumer, stack: str, account: str = "resource", **settings: object) -> Consumer:
    """Another stack of the same program, in the same sandbox."""
    given = {"shape": stack, **settings}
    shared = {"library": program.library, "variables": dict(program.variables)}
    return Consumer.of("typescript", program.folder, stack=stack, account=account, settings=given, **shared)


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
