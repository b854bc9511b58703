from typing import Any

import pytest

from tests.program.program_run import config_errors


@pytest.mark.parametrize(
    ("config", "key", "said"),
    [
        ({"zoneId": "cn-shanghai-b"}, "ipv6-eni:sites[0].zoneId", "whose zones have the form cn-beijing-a"),
        ({"zoneId": "h"}, "ipv6-eni:sites[0].zoneId", "Zone 'h' is not in region cn-beijing"),
        ({"sites": [{"ipv6Mask": 256}]}, "ipv6-eni:sites[0].ipv6Mask", "from 0 to 255, not 256"),
        ({"sites": [{}, {"ipv6Mask": -1}]}, "ipv6-eni:sites[1].ipv6Mask", "from 0 to 255, not -1"),
        ({"sites": [{"ipv6Mask": "x"}]}, "ipv6-eni:sites[0].ipv6Mask", "must be an integer, not 'x'"),
        ({"sites": [{"ipv6Mask": 1.5}]}, "ipv6-eni:sites[0].ipv6Mask", "must be an integer, not 1.5"),
        ({"sites": [{"vpcCidrBlock": "10.1.0.1/16"}]}, "ipv6-eni:sites[0].vpcCidrBlock", "without host bits"),
        ({"sites": [{"vpcCidrBlock": "169.254.0.0/16"}]}, "ipv6-eni:sites[0].vpcCidrBlock", "reserved block"),
        ({"sites": [{"vswitchCidrBlock": "10.9.0.0/24"}]}, "ipv6-eni:sites[0].vswitchCidrBlock", "10.1.0.0/16"),
        ({"sites": [{}, {"vswitchCidrBlock": "10.2.0.0/30"}]}, "ipv6-eni:sites[1].vswitchCidrBlock", "/16 to /29"),
        ({"sites": [{}, {}, {}]}, "ipv6-eni:sites", "must have at most 2 objects, not 3"),
        ({"sites": {"a": 1}}, "ipv6-eni:sites", "must be an array of objects"),
        ({"sites": [{"vpcNam": "x"}]}, "ipv6-eni:sites[0].vpcNam", "unknown key; did you mean vpcName?"),
        ({"sites": [{"vpcName": "-"}]}, "ipv6-eni:sites[0].vpcName", "2 to 128 characters"),
        ({"sites": [{"instanceName": "http://x"}]}, "ipv6-eni:sites[0].instanceName", "http://"),
        (
            {"sites": [{"ipv6AddressCount": 1, "ipv6Addresses": ["2001:db8::1"]}]},
            "ipv6-eni:sites[0].ipv6Addresses",
            "ipv6AddressCount and ipv6Addresses exclude each other",
        ),
        ({"sites": [{"ipv6Addresses": ["10.0.0.1"]}]}, "ipv6-eni:sites[0].ipv6Addresses", "not an IPv6 address"),
        ({"sites": [{"ipv6Addresses": "::1"}]}, "ipv6-eni:sites[0].ipv6Addresses", "must be an array of strings"),
        ({"sites": [{"ipv6AddressCount": 0}]}, "ipv6-eni:sites[0].ipv6AddressCount", "1 or more, not 0"),
        ({"ipv6AddressCount": 0}, "ipv6-eni:ipv6AddressCount", "1 or more, not 0"),
    ],
)
def test_an_invalid_setting_is_named(config: dict[str, Any], key: str, said: str) -> None:
    found = config_errors(**config)
    assert found[0].startswith(f"{key}: ")
    assert said in found[0]
    assert len(found) == 1 or config.keys() == {"zoneId"}
