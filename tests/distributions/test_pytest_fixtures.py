"""The sandbox's fixtures in the tests of another project, outside this repository, which uses the official SDK.

The wheels are installed into an empty environment; pytest finds the fixtures by their entry point.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.distributions.conftest import Build, MakeEnvironment
from tests.distributions.distribution import with_local_needs
from tests.sandbox.serving import environment as clean_environment

pytestmark = pytest.mark.slow

RunTests = Callable[..., str]
SHOP = """from alibabacloud_credentials.client import Client as Credential
from alibabacloud_tea_openapi.models import Config
from alibabacloud_vpc20160428 import models
from alibabacloud_vpc20160428.client import Client


def client():
    return Client(Config(credential=Credential(), region_id="cn-beijing"))


def open_shop(name="shop"):
    return client().create_vpc(models.CreateVpcRequest(region_id="cn-beijing", vpc_name=name)).body.vpc_id


def shops():
    found = client().describe_vpcs(models.DescribeVpcsRequest(region_id="cn-beijing")).body.vpcs.vpc
    return [vpc.vpc_name for vpc in found]
"""
THREE_LINES = """\
import shop
def test_a_shop_has_a_vpc(alicloud_sandbox):
    assert [shop.open_shop()] == [vpc["id"] for vpc in alicloud_sandbox.resources()["vpc"]]
"""
CONFTEST = """import pytest


@pytest.fixture(scope="session")
def alicloud_sandbox_options():
    return {"limits": "today"}
"""
EVERY_FIXTURE = """import json
import os
import subprocess
import sys
import urllib.request

import pytest
import shop

NAMES = ("HTTPS_PROXY", "SSL_CERT_FILE", "ALIBABA_CLOUD_ACCESS_KEY_ID")


def test_outside_nothing_is_set():
    assert not [name for name in NAMES if name in os.environ]
    assert os.environ["ALIBABA_CLOUD_SECURITY_TOKEN"] == "of a real account"


@pytest.mark.parametrize("again", [False, True])
def test_each_test_has_an_empty_cloud(alicloud_sandbox, again):
    assert "ALIBABA_CLOUD_SECURITY_TOKEN" not in os.environ
    assert shop.shops() == []
    shop.open_shop()
    assert shop.shops() == ["shop"]


def test_another_account(alicloud_sandbox, monkeypatch):
    alicloud_sandbox.set_environment(monkeypatch, "user")
    shop.open_shop("mine")
    assert alicloud_sandbox.resources() == {} and len(alicloud_sandbox.resources("user")["vpc"]) == 1


def test_programs_and_the_health_page(alicloud_sandbox):
    subprocess.run([sys.executable, "-c", "import shop; shop.open_shop()"], check=True)
    with urllib.request.urlopen(alicloud_sandbox.url + "/health") as page:
        found = json.load(page)
    assert found["resources"] == {"resource": 1, "user": 0} and found["limits"] == "today"
    assert "action=Vpc.CreateVpc" in alicloud_sandbox.log.read_text()


def test_faults_last_for_their_block(alicloud_sandbox):
    with alicloud_sandbox.faults("vpc.CreateVpc:throttle=1"), pytest.raises(Exception, match="user flow control"):
        shop.open_shop()
    shop.open_shop()
    assert shop.shops() == ["shop"]


def test_nothing_else_is_reached(alicloud_sandbox):
    with pytest.raises(OSError, match="403"):
        urllib.request.urlopen("https://example.com")


@pytest.mark.parametrize("opened", [1, 2])
def test_a_session_keeps_what_exists(alicloud_sandbox_session, opened):
    shop.open_shop()
    assert len(shop.shops()) == opened


def test_each_has_a_cloud_of_its_own(alicloud_sandbox_session, alicloud_sandbox):
    assert shop.shops() == []
    assert len(alicloud_sandbox_session.resources()["vpc"]) == 2
"""


@pytest.fixture(scope="module")
def python(wheels: Build, environment: MakeEnvironment) -> Path:
    """The interpreter of an environment with the sandbox, and the SDKs and pytest that the tests have."""
    return environment(wheels[name] for name in with_local_needs("alicloud-sandbox"))


@pytest.fixture
def run_tests(python: Path, tmp_path: Path) -> RunTests:
    """Return what runs the tests of the project and returns what pytest prints; they must pass."""

    def run(*options: str, **files: str) -> str:
        for name, text in {"shop": SHOP, **files}.items():
            (tmp_path / f"{name}.py").write_text(text)
        command = [str(python), "-m", "pytest", "-q", f"--basetemp={tmp_path}/temp", *options]
        real = {"PYTHONPATH": str(tmp_path), "ALIBABA_CLOUD_SECURITY_TOKEN": "of a real account"}
        done = subprocess.run(
            command, cwd=tmp_path, env=clean_environment(**real),
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def test_a_test_file_of_three_lines(run_tests: RunTests, tmp_path: Path) -> None:
    assert len(THREE_LINES.splitlines()) == 3
    assert "1 passed" in run_tests(test_shop=THREE_LINES)
    assert list(tmp_path.rglob("state.db")) and not list(tmp_path.rglob("*.running.json")), "the sandbox has ended"


def test_each_process_of_xdist_has_its_own(run_tests: RunTests) -> None:
    files = {"test_north": THREE_LINES, "test_south": THREE_LINES}
    assert "2 passed" in run_tests("-n", "2", "--dist", "loadfile", **files)


def test_every_fixture(run_tests: RunTests) -> None:
    assert "10 passed" in run_tests(conftest=CONFTEST, test_shop=EVERY_FIXTURE)


def test_pytest_lists_them(run_tests: RunTests) -> None:
    listed = run_tests("--fixtures", test_shop="")
    for line in (
        "alicloud_sandbox -- ",
        "alicloud_sandbox_session [session scope] -- ",
        "alicloud_sandbox_options [session scope] -- ",
    ):
        assert line in listed
