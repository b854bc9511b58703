"""Parts of a type token."""

import pytest

from alicloud_offline.program.type_tokens import token_parts


@pytest.mark.parametrize(
    ("token", "parts"),
    [
        ("alicloud:vpc/switch:Switch", ("pulumi_alicloud", "vpc", "Switch")),
        ("alicloud:index/getZones:getZones", ("pulumi_alicloud", "", "getZones")),
        ("pulumi:providers:alicloud", ("pulumi_alicloud", "", "Provider")),
        ("azure-native:net-app:Volume", ("pulumi_azure_native", "netapp", "Volume")),
    ],
)
def test_a_token_names_package_module_and_class(token: str, parts: tuple[str, str, str]) -> None:
    assert token_parts(token) == parts
