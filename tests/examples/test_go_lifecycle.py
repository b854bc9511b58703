"""The Go example with the real engine: a copy, its generated SDK, the plugin out of a clean copy of its folder.

Not proved here: anything of the real service.
"""

from pathlib import Path

import pytest

from tests.examples.consumer import Consumer, lacks, outside
from tests.examples.example_checks import NOTHING
from tests.examples.test_python import secondary

ABSENT = lacks("go", "pulumi-language-go")
pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"the Go example needs {ABSENT} on PATH")


def test_go(tmp_path: Path, library: Path) -> None:
    stack = Consumer.of("go", tmp_path, library=library)
    stack.install()
    # As the CLI compiles it; in the sandbox, Go could download nothing.
    outside(["go", "build", "-trimpath", "-o", str(tmp_path / "compiled"), "."], cwd=stack.place)
    stack.check_lifecycle()
    found, outputs = stack.show()["resource"], stack.outputs()
    (eni,), (instance,) = secondary(found), found["instance"]
    assert (eni["instance_id"], eni["ipv6"]) == (outputs["instanceId"], outputs["ipv6Addresses"])
    assert eni["instance_id"] == instance["id"]
    assert [address["bandwidth"] for address in found["ipv6-address"]] == [10]
    assert {one["tags"]["project"] for kind in ("vpc", "instance") for one in found[kind]} == {"shop"}
    stack.destroy()
    assert stack.show() == NOTHING
