"""Private names of the Pulumi SDKs are in one module per package, with the newest releases that the tests ran with."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

import alicloud_policies
import policy_testkit
from alicloud_policies import _pulumi_internals as pack_internals
from policy_testkit import _pulumi_internals as kit_internals

PRIVATE = re.compile(
    r"(from|import) +pulumi(_policy)?\.|from +pulumi(_policy)? +import .*\b(runtime|proxy|policy|_\w+)\b"
)
TESTED = [*kit_internals.TESTED_SDKS.items(), ("pulumi-policy", pack_internals.TESTED_SDK)]


@pytest.mark.parametrize(("sdk", "tested"), TESTED)
def test_the_installed_sdk_is_not_newer_than_the_tested_one(sdk: str, tested: tuple[int, int]) -> None:
    major, minor = version(sdk).split(".")[:2]
    assert (int(major), int(minor)) <= tested, (
        f"{sdk} {version(sdk)} is newer than {tested}: run tests/policies and tests/engine with it, then raise the"
        " tested version in _pulumi_internals.py."
    )


@pytest.mark.parametrize("package", [alicloud_policies, policy_testkit], ids=lambda package: package.__name__)
def test_one_module_uses_private_names(package: object) -> None:
    folder = Path(str(package.__path__[0]))  # type: ignore[attr-defined]
    assert [file.name for file in folder.rglob("*.py") if PRIVATE.search(file.read_text())] == ["_pulumi_internals.py"]
