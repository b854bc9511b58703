"""`Sandbox`, as a program of somebody else uses it."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from alicloud_sandbox.cli import client_environment
from alicloud_sandbox.gateway.state_file import StateFile
from alicloud_sandbox.iam.keyring import ACCOUNTS
from alicloud_sandbox.sandbox import Sandbox
from tests.sandbox import serving


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sandbox")


@pytest.fixture(scope="module")
def sandbox(folder: Path) -> Iterator[Sandbox]:
    with Sandbox.start(folder, limits="today") as started:
        yield started


def create_vpc(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, account: str) -> str:
    """Create a VPC with the official STS and VPC core, with nothing but the environment."""
    from alibabacloud_credentials.client import Client as Credential  # type: ignore[import-untyped] # noqa: PLC0415
    from alibabacloud_tea_openapi.client import Client  # type: ignore[import-untyped] # noqa: PLC0415
    from alibabacloud_tea_openapi.models import Config, OpenApiRequest, Params  # type: ignore[import-untyped] # noqa: PLC0415
    from alibabacloud_tea_util.models import RuntimeOptions  # type: ignore[import-untyped] # noqa: PLC0415

    sandbox.set_environment(monkeypatch, account)
    client = Client(Config(credential=Credential(), endpoint=serving.VPC_HOST))
    action = Params(
        action="CreateVpc", version=serving.VPC_VERSION, protocol="HTTPS", pathname="/", method="POST",
        auth_type="AK", style="RPC", req_body_type="formData", body_type="json",
    )  # fmt: skip
    request = OpenApiRequest(query={"RegionId": "cn-beijing"})
    return str(client.call_api(action, request, RuntimeOptions())["body"]["VpcId"])


def test_a_client_in_this_process_acts_for_the_chosen_account(sandbox: Sandbox) -> None:
    before = dict(os.environ)
    made = {}
    for account in ACCOUNTS:
        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setenv("ALIBABA_CLOUD_SECURITY_TOKEN", "of a real account")
            made[account] = create_vpc(sandbox, monkeypatch, account)
            assert not [name for name in client_environment.UNSET if name in os.environ]
    assert os.environ == before
    for account, vpc in made.items():
        assert [row["id"] for row in sandbox.resources(account)["vpc"]] == [vpc]
    with urlopen(f"{sandbox.url}/health") as page:
        found = json.load(page)
    assert (found["limits"], found["resources"]) == ("today", dict.fromkeys(ACCOUNTS, 1))
    assert sandbox.log.read_text().count("Vpc.CreateVpc") == 2
    sandbox.reset()
    assert sandbox.resources("user") == {}


def test_faults_last_for_their_block(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        sandbox.faults("vpc.createvpc:throttle=1"),
        pytest.raises(Exception, match="Request was denied due to user flow control"),
    ):
        create_vpc(sandbox, monkeypatch, "resource")
    assert create_vpc(sandbox, monkeypatch, "resource").startswith("vpc-")
    with pytest.raises(ValueError, match="neither a product nor an action"), sandbox.faults("vpc.Nothing:throttle=1"):
        pass
    sandbox.reset()


def test_reset_starts_a_killed_sandbox_again_on_its_port(sandbox: Sandbox, folder: Path) -> None:
    running = StateFile(folder / "state.db").running()
    assert running is not None
    address = sandbox.url
    os.kill(running.pid, 9)
    while StateFile(folder / "state.db").running():
        time.sleep(0.01)
    sandbox.reset()
    sandbox.expire()
    assert sandbox.url == address


def test_it_ends_with_the_block(tmp_path: Path) -> None:
    with Sandbox.start(tmp_path, faults="slow=0.1") as sandbox:
        assert sandbox.certificate.exists()
        with sandbox.faults("throttle=1"):
            assert json.load(urlopen(f"{sandbox.url}/health"))["faults"] == "throttle=1,seed=0,seconds=2"
        assert json.load(urlopen(f"{sandbox.url}/health"))["faults"] == "slow=0.1,seed=0,seconds=2"
    serving.until_gone(StateFile(tmp_path / "state.db"))


def test_wrong_options_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="invalid choice: 'tomorrow'"), Sandbox.start(tmp_path, limits="tomorrow"):
        pass
