"""What people install: built from the folder, and used by a program that has nothing else of this repository.

Not proved here: that the declared dependencies can be installed together; whoever runs the tests has installed them.
"""

import ast
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest

from alicloud_ipv6.version import VERSION

COMPONENTS = Path(__file__).parents[2] / "components"
DATA = {
    "alicloud_ipv6/py.typed",
    "alicloud_ipv6/data/instance_types.json",
    "pulumi_alicloud_ipv6/pulumi-plugin.json",
}
PLUGIN = {"PulumiPlugin.yaml", "__main__.py", "requirements.txt", "schema.json", "pyproject.toml", "README.md"}
CONSUMER = """
import alicloud_ipv6
import pulumi
from alicloud_ipv6 import CrossAccountEniAttachment, Ipv6SecondaryEni, Ipv6SecondaryEniArgs
from alicloud_ipv6 import Ipv6Vpc, PublicBandwidthArgs


def attach(vpc: Ipv6Vpc, instance_id: pulumi.Input[str]) -> pulumi.Output[str]:
    bandwidth = PublicBandwidthArgs(ipv6_gateway_id=vpc.ipv6_gateway_id, bandwidth_mbps=10)
    args = Ipv6SecondaryEniArgs(
        instance_id=instance_id,
        vswitch_id=vpc.vswitch_ids[0],
        security_group_ids=[vpc.security_group_id],
        public_bandwidth=bandwidth,
    )
    return Ipv6SecondaryEni("web", args).ipv6_addresses[0]


print(alicloud_ipv6.__file__, CrossAccountEniAttachment.__name__)
"""


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, COMPONENTS, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def python(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that has the wheel, and the packages it needs from this one."""
    place = tmp_path_factory.mktemp("consumer") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", place, cwd=built)
    python = place / "bin" / "python"
    [wheel] = built.glob("*.whl")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=built)
    [site] = place.glob("lib/*/site-packages")
    (site / "needed.pth").write_text(sysconfig.get_paths()["purelib"])
    return python


def test_the_wheel_has_the_modules_and_data_and_nothing_else(built: Path) -> None:
    [wheel] = built.glob("*.whl")
    assert wheel.name.startswith(f"pulumi_alicloud_ipv6-{VERSION}-py3")
    with ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    modules = {str(path.relative_to(COMPONENTS)) for path in COMPONENTS.glob("alicloud_ipv6/**/*.py")}
    assert names == modules | DATA


def test_the_sdist_is_also_the_plugin(built: Path) -> None:
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= PLUGIN | DATA
    assert not [name for name in names if name.startswith((".venv", "tests"))]


def test_a_consumer_imports_it_from_there(python: Path, tmp_path: Path) -> None:
    (tmp_path / "consumer.py").write_text(CONSUMER)
    where, name = run(python, "-I", tmp_path / "consumer.py", cwd=tmp_path).split()
    assert Path(where).is_relative_to(python.parents[1])
    assert name == "CrossAccountEniAttachment"


@pytest.mark.slow
def test_a_consumer_is_type_checked_strictly(python: Path, tmp_path: Path) -> None:
    mypy = (sys.executable, "-m", "mypy", "--strict", "--python-executable", python, "--cache-dir", tmp_path / "cache")
    (tmp_path / "consumer.py").write_text(CONSUMER)
    run(*mypy, "consumer.py", cwd=tmp_path)
    (tmp_path / "consumer.py").write_text(CONSUMER.replace("bandwidth_mbps=10", "bandwidth_mbps='10 Mbit/s'"))
    refused = subprocess.run([*mypy, "consumer.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert 'Argument "bandwidth_mbps" to "PublicBandwidthArgs" has incompatible type "str"' in refused.stdout


def imported() -> Iterator[str]:
    for path in COMPONENTS.glob("alicloud_ipv6/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                yield node.module or ""


def test_what_is_declared_is_what_is_used() -> None:
    declared = tomllib.loads((COMPONENTS / "pyproject.toml").read_text())["project"]["dependencies"]
    known = packages_distributions()
    used = {module.replace("google.protobuf", "protobuf_").partition(".")[0] for module in imported()}
    used -= {*sys.stdlib_module_names, "alicloud_ipv6"}
    distributions = {"protobuf" if name == "protobuf_" else known[name][0].replace("_", "-").lower() for name in used}
    assert distributions == {name.split(">")[0] for name in declared}
