"""References to providers of programs with any version of the alicloud SDK."""

from collections.abc import Iterator

import pulumi_alicloud  # noqa: F401 - it registers itself
import pytest
from pulumi.runtime import rpc

from alicloud_ipv6.plugin._plugin_internals import accept_any_version


@pytest.fixture
def package() -> Iterator[rpc.ResourcePackage]:
    """The installed SDK's own reader of references, restored afterwards."""
    (found,) = rpc._RESOURCE_PACKAGES["alicloud"]
    yield found
    del found.version


@pytest.mark.parametrize("version", ["3.108.0", "4.9.0"])
def test_a_provider_of_another_version_is_read(package: rpc.ResourcePackage, version: str) -> None:
    assert rpc.get_resource_package("alicloud", version) is None, "drop accept_any_version"
    accept_any_version("alicloud")
    assert rpc.get_resource_package("alicloud", version) is package
