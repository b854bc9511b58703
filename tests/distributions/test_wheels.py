"""The built distributions, installed into empty environments."""

import subprocess
import sys
import tarfile
from collections import Counter
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

from alicloud_ipv6.version import VERSION
from tests.distributions.conftest import Build, MakeEnvironment, run
from tests.distributions.distribution import DISTRIBUTIONS, Distribution, with_local_needs

pytestmark = pytest.mark.slow

EVERY = pytest.mark.parametrize("one", DISTRIBUTIONS.values(), ids=DISTRIBUTIONS)
INCLUDED = {"pulumi-alicloud-policies": {"alicloud_policies/PulumiPolicy.yaml", "alicloud_policies/__main__.py"}}
"""Files from elsewhere in the folder."""
PLUGIN = {"PulumiPlugin.yaml", "__main__.py", "requirements.txt", "schema.json", "pyproject.toml", "README.md"}
LIGHT = {"alicloud-rules": ("pulumi", "pulumi_alicloud", "aiohttp"), "alicloud-sandbox": ("pulumi", "pulumi_alicloud")}
"""Distributions that need not have these packages."""
IMPORT_ALL = """
import sys
from importlib import import_module
from pkgutil import walk_packages

package, without, left_out = sys.argv[1], sys.argv[2].split(","), sys.argv[3]
sys.modules.update(dict.fromkeys(filter(None, without)))
top = import_module(package)
for module in walk_packages(top.__path__, f"{package}."):
    if not module.name.endswith("__main__") and not (left_out and module.name.startswith(left_out)):
        import_module(module.name)
print(top.__file__)
"""
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


def files_of(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


@EVERY
def test_a_wheel_has_the_files_of_its_packages_and_nothing_else(one: Distribution, wheels: Build) -> None:
    names = files_of(wheels[one.name])
    [info] = {name.partition("/")[0] for name in names if ".dist-info/" in name}
    assert {name for name in names if not name.startswith(info)} == one.files | INCLUDED.get(one.name, set())
    assert f"{info}/licenses/LICENSE" in names


@EVERY
def test_a_wheel_says_what_it_is(one: Distribution, wheels: Build) -> None:
    with ZipFile(wheels[one.name]) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        found = Parser().parsestr(archive.read(metadata).decode())
    assert (found["Name"], found["Version"], found["License-Expression"]) == (one.name, VERSION, "Apache-2.0")
    assert found["Author"] == "the pulumi-alicloud-ipv6 authors"
    assert found.get_payload(), "the readme is the long description"


def test_no_file_is_in_two_wheels(wheels: Build) -> None:
    counted = Counter(name for wheel in wheels.values() for name in files_of(wheel))
    assert [name for name, times in counted.items() if times > 1] == []


def test_the_sdist_of_the_components_is_also_the_plugin(sdists: Build) -> None:
    with tarfile.open(sdists["pulumi-alicloud-ipv6"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= PLUGIN
    assert not [name for name in names if name.startswith((".venv", "tests", "rules"))]


@EVERY
def test_a_wheel_imports_with_what_it_declares(
    one: Distribution, wheels: Build, environment: MakeEnvironment, tmp_path: Path
) -> None:
    python = environment([wheels[name] for name in with_local_needs(one.name)])
    left_out = f"{one.packages[0]}.up" if "up" in one.project.get("optional-dependencies", {}) else ""
    without = ",".join(LIGHT.get(one.name, ()))
    where = run(python, "-I", "-c", IMPORT_ALL, one.packages[0], without, left_out, cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(python.parents[1])


def test_the_extra_up_imports_with_what_it_declares(
    wheels: Build, environment: MakeEnvironment, tmp_path: Path
) -> None:
    names = with_local_needs("pulumi-alicloud-offline", "up")
    assert names == DISTRIBUTIONS.keys()
    python = environment([wheels[name] for name in names])
    run(python, "-I", "-c", IMPORT_ALL, "alicloud_offline", "", "", cwd=tmp_path)
    for command in ("alicloud-offline", "alicloud-sandbox"):
        assert command in run(python.parent / command, "--help", cwd=tmp_path)


def test_the_installed_pack_is_a_policy_pack(wheels: Build, environment: MakeEnvironment, tmp_path: Path) -> None:
    python = environment([wheels[name] for name in with_local_needs("pulumi-alicloud-policies")])
    found = run(python, "-I", "-c", "from alicloud_policies.pack import folder; print(folder())", cwd=tmp_path)
    folder = Path(found.strip())
    assert folder.is_relative_to(python.parents[1])
    assert (folder / "PulumiPolicy.yaml").exists() and (folder / "__main__.py").exists()


def test_a_consumer_is_type_checked_strictly(wheels: Build, environment: MakeEnvironment, tmp_path: Path) -> None:
    python = environment([wheels[name] for name in with_local_needs("pulumi-alicloud-ipv6")])
    (tmp_path / "consumer.py").write_text(CONSUMER)
    where, name = run(python, "-I", tmp_path / "consumer.py", cwd=tmp_path).split()
    assert Path(where).is_relative_to(python.parents[1])
    assert name == "CrossAccountEniAttachment"
    mypy = (sys.executable, "-m", "mypy", "--strict", "--python-executable", python, "--cache-dir", tmp_path / "cache")
    run(*mypy, "consumer.py", cwd=tmp_path)
    (tmp_path / "consumer.py").write_text(CONSUMER.replace("bandwidth_mbps=10", "bandwidth_mbps='10 Mbit/s'"))
    refused = subprocess.run([*mypy, "consumer.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert 'Argument "bandwidth_mbps" to "PublicBandwidthArgs" has incompatible type "str"' in refused.stdout
