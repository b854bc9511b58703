"""What exists, as data and as text."""

import json

from alicloud_sandbox.cli.inventory import collect, format_list
from alicloud_sandbox.cli.text_table import cells
from tests.sandbox.conftest import Cloud, make_net
from tests.sandbox.services.ecs.instance_fixtures import create_command, give_ipv6, run_instance
from tests.sandbox.services.vpc.vpc_fixtures import find_addresses, make_gateway

SECRETS = {"Password": "Sup3r-Secret", "UserData": "IyEvYmluL3No"}


def test_every_account_is_shown_and_an_empty_one_says_so(cloud: Cloud) -> None:
    assert collect(cloud.dispatcher.store) == {"resource": {}, "user": {}}
    assert format_list(collect(cloud.dispatcher.store)).count("  nothing") == 2
    make_net(cloud.by("user"))
    found = collect(cloud.dispatcher.store)
    assert found["resource"] == {}
    assert {kind: len(rows) for kind, rows in found["user"].items()} == {"vpc": 1, "vswitch": 1, "security-group": 1}


def test_what_costs_something_is_listed_and_no_secret_is(cloud: Cloud) -> None:
    net = make_net(cloud)
    gateway = make_gateway(cloud, net)
    instance = run_instance(cloud, net, InstanceName="test-ecs-ipv6-1", **SECRETS)
    address = give_ipv6(cloud, net, instance)
    create_command(cloud, "echo hidden-content")
    (row,) = find_addresses(cloud, Ipv6Address=address)
    ids = {"Ipv6AddressId": row["Ipv6AddressId"], "Ipv6GatewayId": gateway}
    cloud.vpc("AllocateIpv6InternetBandwidth", Bandwidth=7, **ids)

    found = collect(cloud.dispatcher.store)
    assert {kind: len(rows) for kind, rows in found["resource"].items()} == {
        "vpc": 1,
        "vswitch": 1,
        "ipv6-gateway": 1,
        "security-group": 1,
        "instance": 1,
        "eni": 2,
        "ipv6-address": 1,
        "command": 1,
    }
    lines = format_list(found).splitlines()
    assert f"    {instance}  test-ecs-ipv6-1  cn-beijing  Running" in lines
    assert any(address in line and "7 Mbit/s" in line for line in lines)
    shown = json.dumps(found) + format_list(found)
    for secret in (*SECRETS.values(), "hidden-content", "ZWNobyBoaWRkZW4tY29udGVudA=="):
        assert secret not in shown


def test_columns_are_aligned_and_lines_are_wrapped_on_a_narrow_terminal(cloud: Cloud) -> None:
    net = make_net(cloud)
    for name in ("测试-一", "second-eni"):
        ids = {"VSwitchId": net.vswitch, "SecurityGroupId": net.group}
        cloud.ecs("CreateNetworkInterface", NetworkInterfaceName=name, **ids)
    found = collect(cloud.dispatcher.store)
    wide, narrow = format_list(found).splitlines(), format_list(found, 40).splitlines()
    enis = wide[wide.index("  eni") + 1 :][:2]
    assert len({cells(line[: line.index("cn-beijing")]) for line in enis}) == 1
    assert max(map(cells, narrow)) <= 40
    assert " ".join(" ".join(narrow).split()) == " ".join(" ".join(wide).split())
