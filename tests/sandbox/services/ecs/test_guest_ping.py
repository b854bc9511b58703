"""`ping6`: answered from the modelled network, with every missing piece named."""

import re
from dataclasses import dataclass

import pytest

from tests.sandbox.conftest import Cloud, Net, make_net
from tests.sandbox.services.ecs.eni_fixtures import assign
from tests.sandbox.services.ecs.instance_fixtures import SET_UP, attach_eni, run_instance, run_script

STATISTICS = re.compile(
    r"--- \S+ ping statistics ---\n(\d+) packets transmitted, (\d+) received, (\d+)% packet loss, time (\d+)ms\n"
)


@dataclass(frozen=True)
class Site:
    """One site of the page's example 2: an instance with IPv6 on a secondary ENI."""

    net: Net
    instance: str
    eni: str
    address: str
    address_id: str
    gateway: str


def make_site(cloud: Cloud, number: int) -> Site:
    net = make_net(cloud)
    instance = run_instance(cloud, net, InternetMaxBandwidthOut=5)
    eni = attach_eni(cloud, net, instance, NetworkInterfaceName=f"test-eni-ipv6-{number}")
    (address,) = assign(cloud, eni)
    (found,) = cloud.vpc("DescribeIpv6Addresses", AssociatedInstanceId=eni)["Ipv6Addresses"]["Ipv6Address"]
    gateway = cloud.vpc("CreateIpv6Gateway", VpcId=net.vpc)["Ipv6GatewayId"]
    site = Site(net, instance, eni, address, found["Ipv6AddressId"], gateway)
    open_to_all(cloud, site)
    buy_bandwidth(cloud, site)
    run_script(cloud, instance, SET_UP)
    return site


def open_to_all(cloud: Cloud, site: Site) -> None:
    rule = {"IpProtocol": "all", "PortRange": "-1/-1", "Ipv6SourceCidrIp": "::/0"}
    cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=site.net.group, Permissions=[rule])


def buy_bandwidth(cloud: Cloud, site: Site) -> None:
    cloud.vpc("AllocateIpv6InternetBandwidth", Ipv6GatewayId=site.gateway, Ipv6AddressId=site.address_id, Bandwidth=5)


def bandwidth_of(cloud: Cloud, site: Site) -> str:
    (found,) = cloud.vpc("DescribeIpv6Addresses", Ipv6AddressId=site.address_id)["Ipv6Addresses"]["Ipv6Address"]
    return str(found["Ipv6InternetBandwidth"]["Ipv6InternetBandwidthId"])


@pytest.fixture
def sites(cloud: Cloud) -> tuple[Site, Site]:
    """The page's example 2, complete."""
    return make_site(cloud, 1), make_site(cloud, 2)


def test_one_site_reaches_the_other(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    first, second = sites
    result = run_script(cloud, first.instance, f"ping6 -c 4 -I {first.address} {second.address}")
    lines = result["Output"].splitlines()
    assert lines[0] == f"PING {second.address}({second.address}) from {first.address} : 56 data bytes"
    replies = [line for line in lines if line.startswith(f"64 bytes from {second.address}: icmp_seq=")]
    assert len(replies) == 4
    found = STATISTICS.search(result["Output"])
    assert found
    assert found.groups()[:3] == ("4", "4", "0")
    assert lines[-1].startswith("rtt min/avg/max/mdev = ")
    assert (result["InvocationStatus"], result["ExitCode"]) == ("Success", 0)
    back = run_script(cloud, second.instance, f"ping6 -c 1 {first.address}")
    assert back["ExitCode"] == 0


def missing(cloud: Cloud, sites: tuple[Site, Site]) -> list[str]:
    """The pieces that a ping from the first site to the second names as missing; it fails with full loss."""
    first, second = sites
    result = run_script(cloud, first.instance, f"ping6 -c 2 -W 1 -I eth1 {second.address}")
    assert (result["ExitCode"], result["InvocationStatus"]) == (1, "Failed")
    found = STATISTICS.search(result["Output"])
    assert found
    assert found.groups()[:3] == ("2", "0", "100")
    return re.findall(r"^\[sandbox\] missing (.+?):", result["Output"], re.MULTILINE)


def test_without_the_ingress_rule(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    rule = {"IpProtocol": "all", "PortRange": "-1/-1", "Ipv6SourceCidrIp": "::/0"}
    cloud.ecs("RevokeSecurityGroup", SecurityGroupId=sites[1].net.group, **rule)
    assert missing(cloud, sites) == ["ingress rule"]


def test_without_bandwidth(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    cloud.vpc("DeleteIpv6InternetBandwidth", Ipv6InternetBandwidthId=bandwidth_of(cloud, sites[0]))
    assert missing(cloud, sites) == ["public bandwidth"]


def test_without_bandwidth_and_gateway(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    cloud.vpc("DeleteIpv6InternetBandwidth", Ipv6InternetBandwidthId=bandwidth_of(cloud, sites[1]))
    cloud.vpc("DeleteIpv6Gateway", Ipv6GatewayId=sites[1].gateway)
    assert missing(cloud, sites) == ["IPv6 gateway", "public bandwidth"]


def test_with_an_egress_only_rule_at_the_target(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    second = sites[1]
    cloud.vpc(
        "CreateIpv6EgressOnlyRule",
        Ipv6GatewayId=second.gateway,
        InstanceId=second.address_id,
        InstanceType="Ipv6Address",
    )
    assert missing(cloud, sites) == ["egress-only rule"]


def test_without_the_address_in_the_target_s_guest(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    second = sites[1]
    cloud.ecs("DetachNetworkInterface", NetworkInterfaceId=second.eni, InstanceId=second.instance)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=second.eni, InstanceId=second.instance)
    assert missing(cloud, sites) == ["address in the guest"]


def test_with_the_target_stopped(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    cloud.ecs("StopInstance", InstanceId=sites[1].instance)
    assert missing(cloud, sites) == ["instance"]


def test_a_drop_rule_out(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    rule = {"IpProtocol": "icmpv6", "PortRange": "-1/-1", "Ipv6DestCidrIp": "::/0", "Policy": "drop"}
    cloud.ecs("AuthorizeSecurityGroupEgress", SecurityGroupId=sites[0].net.group, Permissions=[rule])
    assert missing(cloud, sites) == ["egress rule"]


def test_an_address_that_nobody_has(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    first, second = sites
    cloud.ecs("UnassignIpv6Addresses", NetworkInterfaceId=second.eni, Ipv6Address=[second.address])
    result = run_script(cloud, first.instance, f"ping6 -c 1 {second.address}")
    assert "[sandbox] missing target address" in result["Output"]


def test_the_internet_answers_who_can_reach_it(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    assert run_script(cloud, sites[0].instance, "ping6 -c 1 2400:3200::1")["ExitCode"] == 0


def test_all_pieces_that_are_missing_are_named(cloud: Cloud, net: Net) -> None:
    instance = run_instance(cloud, net)
    (address,) = assign(cloud, attach_eni(cloud, net, instance))
    result = run_script(cloud, instance, f"ping6 -c 1 -I {address} 2400:3200::1")
    assert result["Output"].startswith("bind: Cannot assign requested address\n")
    for piece in ("address in the guest", "IPv6 gateway", "public bandwidth"):
        assert f"[sandbox] missing {piece}: " in result["Output"]
    assert result["ExitCode"] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("2400:3200::1", "missing source address: no IPv6 address is assigned"),
        ("-I eth5 2400:3200::1", "ping: unknown iface eth5"),
        ("-I 2001:db8::9 2400:3200::1", "missing source address: no ENI of this instance has 2001:db8::9"),
        ("example.com", "the sandbox resolves no names"),
        ("::1", "the sandbox models no loopback or link-local addresses"),
    ],
)
def test_pings_that_cannot_start(cloud: Cloud, net: Net, arguments: str, words: str) -> None:
    result = run_script(cloud, run_instance(cloud, net), f"ping6 -c 1 {arguments}")
    assert words in result["Output"]
    assert result["ExitCode"] == 2


def test_a_ping_from_another_instance_s_address_is_refused(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    first, second = sites
    result = run_script(cloud, first.instance, f"ping6 -c 1 -I {second.address} {first.address}")
    assert result["ExitCode"] == 2


def test_inside_a_vpc_nothing_public_is_needed(cloud: Cloud, net: Net) -> None:
    image = "aliyun_2_1903_x64_20G_alibase_20200221.vhd"
    first, second = (run_instance(cloud, net, ImageId=image, Ipv6AddressCount=1) for _ in range(2))
    target = run_script(cloud, second, "ip -6 -o addr")["Output"].split("inet6 ")[1].split("/")[0]
    assert run_script(cloud, first, f"ping6 -c 1 {target}")["ExitCode"] == 0


def test_a_ping_without_an_end_is_stopped_by_the_timeout(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    first, second = sites
    for arguments in (second.address, f"-c 100 {second.address}"):
        result = run_script(cloud, first.instance, f"ping6 {arguments}", Timeout=12)
        assert (result["InvocationStatus"], result["ErrorCode"]) == ("Timeout", "ExecutionTimeout")
        assert result["Output"].count("icmp_seq=") == 12
        assert "give -c" in result["Output"]


def test_the_wait_for_an_answer_counts(cloud: Cloud, sites: tuple[Site, Site]) -> None:
    first, second = sites
    cloud.ecs("StopInstance", InstanceId=second.instance)
    slow = run_script(cloud, first.instance, f"ping6 -c 2 -W 30 {second.address}", Timeout=20)
    assert slow["InvocationStatus"] == "Timeout"
    quick = run_script(cloud, first.instance, f"ping6 -c 2 -W 1 {second.address}", Timeout=20)
    assert quick["InvocationStatus"] == "Failed"


def test_a_neighbour_is_reached_from_the_neighbouring_interface(cloud: Cloud, net: Net) -> None:
    image = "aliyun_2_1903_x64_20G_alibase_20200221.vhd"
    far = make_net(cloud)
    here = run_instance(cloud, net, ImageId=image, Ipv6AddressCount=1)
    (near,) = assign(cloud, attach_eni(cloud, net, here))
    there = run_instance(cloud, far, ImageId=image, Ipv6AddressCount=1)
    target = run_script(cloud, there, "ip -6 -o addr")["Output"].split("inet6 ")[1].split("/")[0]
    output = run_script(cloud, here, f"ping6 -c 1 -I eth1 {target}")["Output"]
    assert f"from {near} eth1: 56 data bytes" in output
    assert f"missing public bandwidth: {near} " in output
