"""The private names of the Pulumi SDK: in one module, and all in the installed SDK."""

import ast
import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest
from google.protobuf import json_format, struct_pb2

import alicloud_offline
from alicloud_offline import _pulumi_internals as internals
from tests.offline.secret_message import secret_value

PACKAGE = Path(alicloud_offline.__file__).parent
#: Methods of the SDK's mock monitor that the monitors of this package override.
OVERRIDDEN = (
    "make_urn",
    "Invoke",
    "ReadResource",
    "RegisterResource",
    "RegisterResourceOutputs",
    "RegisterStackTransform",
    "RegisterStackInvokeTransform",
    "GetDeploymentInfo",
)


def test_the_installed_sdk_is_not_newer_than_the_tested_one() -> None:
    installed = tuple(map(int, importlib.metadata.version("pulumi").split(".")[:2]))
    assert installed <= internals.TESTED_SDK, (
        f"Pulumi SDK {installed} is newer than TESTED_SDK {internals.TESTED_SDK}: run tests/offline and"
        " tests/engine/test_check_agrees.py with it, then raise TESTED_SDK in _pulumi_internals.py."
    )


@pytest.mark.parametrize("method", OVERRIDDEN)
def test_the_mock_monitor_has_the_overridden_methods(method: str) -> None:
    assert callable(getattr(internals.MockMonitor, method, None)), f"pulumi.runtime.mocks.MockMonitor lacks {method}"


def test_only_one_module_imports_internals() -> None:
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any(name.startswith(("pulumi.runtime", "pulumi._")) for name in names):
                found.add(file.name)
    assert found == {"_pulumi_internals.py"}


def test_a_missing_internal_is_one_sentence() -> None:
    source = (
        "import sys, pulumi._types; del pulumi._types.is_input_type\n"
        "from alicloud_offline.offline_command import main; sys.exit(main(['check', 'dev']))"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("alicloud-offline: Pulumi SDK ") and "is_input_type" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_secrets_are_recognized() -> None:
    message = json_format.ParseDict({"plain": 1, "secret": secret_value("x")}, struct_pb2.Struct())
    assert internals.special_value(message.fields["plain"]) is None
    secret = internals.special_value(message.fields["secret"])
    assert secret is not None and secret.string_value == "x"


def test_properties_keep_their_secrets() -> None:
    message = internals.serialize({"number": 1, "list": ["a"]})
    assert internals.deserialize(message) == {"number": 1, "list": ["a"]}
    marked = json_format.ParseDict({"secret": secret_value("x")}, struct_pb2.Struct())
    assert internals.is_rpc_secret(internals.deserialize(marked)["secret"])
