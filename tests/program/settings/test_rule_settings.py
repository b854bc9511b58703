from typing import Any

import pytest

from tests.program.program_run import config_errors


@pytest.mark.parametrize(
    ("config", "key", "said"),
    [
        ({"ingressRules": [{"protocol": "sctp"}]}, "ipv6-eni:ingressRules[0]", "Invalid protocol 'sctp'"),
        ({"egressRules": [{}, {"cidr": "x"}]}, "ipv6-eni:egressRules[1]", "'x' has no mask length"),
        ({"ingressRules": [{"ports": "22/22"}]}, "ipv6-eni:ingressRules[0].ports", "unknown key"),
        ({"ingressRules": [{}, {}]}, "ipv6-eni:ingressRules", "The rule all-ipv6 is given twice"),
    ],
)
def test_an_invalid_setting_is_named(config: dict[str, Any], key: str, said: str) -> None:
    found = config_errors(**config)
    assert found[0].startswith(f"{key}: ")
    assert said in found[0]
    assert len(found) == 1
