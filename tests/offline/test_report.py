"""The printed tree and the masking of secrets."""

from pulumi.runtime import rpc

from alicloud_offline.monitor import Node
from alicloud_offline.report import line, shown, tree


def node(name: str, parent: str = "stack", identifier: str = "") -> Node:
    return Node(f"urn-{name}", parent, f"alicloud:vpc/kind:{name.title()}", name, identifier, 0.24)


def test_children_stand_under_their_component() -> None:
    nodes = [node("vpc"), node("switch", "urn-vpc", "vsw-1"), node("gateway", "urn-vpc", "ipv6gw-1"), node("other")]
    assert tree(nodes, "p-dev").splitlines() == [
        "p-dev",
        "├─ Other other",
        "└─ Vpc vpc",
        "   ├─ Gateway gateway  ipv6gw-1",
        "   └─ Switch switch  vsw-1",
    ]


def test_a_line_says_how_long_it_took() -> None:
    assert line(node("switch", identifier="vsw-1")) == " + Switch switch vsw-1 (0.2 s)"
    assert line(node("vpc")) == " + Vpc vpc"


def test_secrets_are_masked_wherever_they_are() -> None:
    secret = {rpc._special_sig_key: rpc._special_secret_sig, "value": "hunter2"}
    outputs = shown({"plain": 1, "top": secret, "deep": {"list": [secret, "x"]}})
    assert outputs == {"plain": 1, "top": "[secret]", "deep": {"list": ["[secret]", "x"]}}
