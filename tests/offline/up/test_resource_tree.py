"""The printed tree and the masking of secrets."""

from alicloud_offline.up.creating_monitor import CreatedResource
from alicloud_offline.up.resource_tree import created_line, mask_secrets, tree
from tests.offline.secret_message import secret_value


def created(name: str, parent: str = "stack", identifier: str = "") -> CreatedResource:
    return CreatedResource(f"urn-{name}", parent, f"alicloud:vpc/kind:{name.title()}", name, identifier, 0.24)


def test_children_stand_under_their_component() -> None:
    resources = [
        created("vpc"),
        created("switch", "urn-vpc", "vsw-1"),
        created("gateway", "urn-vpc", "ipv6gw-1"),
        created("other"),
    ]
    assert tree(resources, "p-dev").splitlines() == [
        "p-dev",
        "├─ Other other",
        "└─ Vpc vpc",
        "   ├─ Gateway gateway  ipv6gw-1",
        "   └─ Switch switch  vsw-1",
    ]


def test_a_line_says_how_long_it_took() -> None:
    assert created_line(created("switch", identifier="vsw-1")) == " + Switch switch vsw-1 (0.2 s)"
    assert created_line(created("vpc")) == " + Vpc vpc"


def test_secrets_are_masked_wherever_they_are() -> None:
    secret = secret_value("hunter2")
    outputs = mask_secrets({"plain": 1, "top": secret, "deep": {"list": [secret, "x"]}})
    assert outputs == {"plain": 1, "top": "[secret]", "deep": {"list": ["[secret]", "x"]}}
