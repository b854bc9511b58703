"""Programs with the official SDKs of Go and Java: paging by number and by token, filters, ClientToken, refusals.

The Python SDKs are in tests/sandbox. Not here: the SDK of Node.js, which does not pass its requests through a proxy.
"""

import json
import shutil
from pathlib import Path

import pytest

from alicloud_rules.instance_types import CATALOGUE
from alicloud_sandbox.sandbox import Sandbox
from tests.clients.conftest import prepare, program, run

HERE = Path(__file__).parent
SEEN = {
    "repeated": True,
    "pages": [5, 5, 2],
    "total": 12,
    "filtered": 1,
    "refused": "404 InvalidVpcId.NotFound",
    "types": len(CATALOGUE),
}
"""What every program prints; it creates 12 VPCs."""


@pytest.fixture(scope="module")
def go_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled program, with ecs-20140526 v7.7.0 and vpc-20160428 v6.12.8."""
    go, folder = program("go"), tmp_path_factory.mktemp("go") / "source"
    shutil.copytree(HERE / "go", folder)
    prepare(go, "mod", "download", folder=folder)
    run(go, "build", "-o", "program", ".", environment={"CGO_ENABLED": "0"}, folder=folder)
    return folder / "program"


@pytest.mark.parametrize("signature", ["", "v2"], ids=["ACS3", "RPC version 1"])
def test_go(alicloud_sandbox: Sandbox, go_program: Path, signature: str) -> None:
    words = [str(go_program), *filter(None, [signature])]
    assert json.loads(run(*words, environment=alicloud_sandbox.environment())) == SEEN
    assert len(alicloud_sandbox.resources()["vpc"]) == SEEN["total"]


@pytest.fixture(scope="module")
def java_class_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The class path of the compiled program, with aliyun-java-sdk-core 4.6.4."""
    maven, compiler, folder = program("mvn"), program("javac"), tmp_path_factory.mktemp("java") / "source"
    shutil.copytree(HERE / "java", folder)
    prepare(maven, "-q", "-B", "dependency:build-classpath", "-Dmdep.outputFile=path", folder=folder)
    class_path = f"{folder}:{(folder / 'path').read_text().strip()}"
    run(compiler, "-cp", class_path, "Program.java", environment={}, folder=folder)
    return class_path


@pytest.mark.parametrize(("method", "form"), [("POST", "JSON"), ("GET", "XML"), ("POST", "XML"), ("GET", "JSON")])
def test_java(alicloud_sandbox: Sandbox, java_class_path: str, method: str, form: str) -> None:
    words = [program("java"), "-cp", java_class_path, "Program", method, form]
    assert json.loads(run(*words, environment=alicloud_sandbox.environment())) == SEEN
