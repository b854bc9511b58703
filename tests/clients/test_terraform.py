"""Terraform with the alicloud provider: resources, and data sources that page and filter.

Seen with Terraform 1.11.4 and the provider 1.289.0.
"""

import json
import shutil
from pathlib import Path

import pytest

from alicloud_sandbox.sandbox import Sandbox
from tests.clients.conftest import program, run

CONFIGURATION = Path(__file__).parent / "terraform" / "main.tf"
SETTINGS = 'provider_installation {{\n  dev_overrides {{ "aliyun/alicloud" = "{folder}" }}\n}}\n'


@pytest.fixture
def environment(alicloud_sandbox: Sandbox, tmp_path: Path) -> dict[str, str]:
    """Take the provider from its folder, without a registry."""
    provider = Path(program("terraform-provider-alicloud", "TEST_TERRAFORM_PROVIDER"))
    settings = tmp_path / "settings.tfrc"
    settings.write_text(SETTINGS.format(folder=provider.parent))
    return {
        **alicloud_sandbox.environment(),
        "ALICLOUD_REGION": "cn-hangzhou",
        "TF_CLI_CONFIG_FILE": str(settings),
        "CHECKPOINT_DISABLE": "1",
    }


def test_resources_and_data_sources(alicloud_sandbox: Sandbox, environment: dict[str, str], tmp_path: Path) -> None:
    terraform = program("terraform")
    shutil.copy(CONFIGURATION, tmp_path)

    def do(*words: str) -> str:
        return run(terraform, *words, environment=environment, folder=tmp_path)

    do("apply", "-auto-approve")
    seen = json.loads(do("output", "-json", "seen"))
    assert seen.pop("image").startswith("ubuntu_22_04_x64_20G_alibase_")
    assert seen == {"vswitches": 12, "tagged": ["clients-3"], "types": True, "groups": ["clients"]}
    assert len(alicloud_sandbox.resources()["vswitch"]) == 12
    do("plan", "-detailed-exitcode")
    do("destroy", "-auto-approve")
    assert alicloud_sandbox.resources() == {}
