"""Example 2, the dev stack."""

from tests.components.recorder import Recorder
from tests.program.program_run import ASSIGNMENT, run

INSTANCE = "ecs/instance:Instance"
ENI = "EcsNetworkInterface"
PAGES_NAMES = {
    "vpc/network:Network": ("vpcName", {"test-vpc-1", "test-vpc-2"}),
    "vpc/switch:Switch": ("vswitchName", {"test-vsw-1", "test-vsw-2"}),
    "ecs/securityGroup:SecurityGroup": ("securityGroupName", {"test-group-1", "test-group-2"}),
    INSTANCE: ("instanceName", {"test-ecs-ipv6-1", "test-ecs-ipv6-2"}),
    ENI: ("networkInterfaceName", {"test-eni-ipv6-1", "test-eni-ipv6-2"}),
}


def test_the_dev_stack_is_example_two(dev: Recorder) -> None:
    for type_, (key, names) in PAGES_NAMES.items():
        assert {one.inputs[key] for one in dev.all(type_)} == names
    assert len(dev.all("Ipv6Gateway")) == len(dev.all(ASSIGNMENT)) == len(dev.all("Ipv6InternetBandwidth")) == 2
    assert len([one for one in dev.registered if one.options.custom]) == 26


def test_each_enis_steps_come_in_the_documented_order(dev: Recorder) -> None:
    for number in (1, 2):
        eni = dev.one(ENI, f"site-{number}-eni")
        assert not [name for name in eni.inputs if name.startswith("ipv6")]
        attachment = dev.one("EcsNetworkInterfaceAttachment", f"site-{number}-attachment")
        assert eni.name in attachment.dependencies
        assert attachment.name in dev.one(ASSIGNMENT, f"site-{number}-ipv6").dependencies
        bandwidth = dev.one("Ipv6InternetBandwidth", f"site-{number}-bandwidth-0")
        assert bandwidth.property_dependencies["ipv6AddressId"] == {f"site-{number}-ipv6"}
        assert bandwidth.property_dependencies["ipv6GatewayId"] == {f"site-{number}-ipv6gw"}
        setup = dev.one("EcsInvocation", f"site-{number}-run")
        assert f"site-{number}-ipv6" in setup.dependencies


def test_the_sites_do_not_wait_for_each_other(dev: Recorder) -> None:
    for number, other in ((1, 2), (2, 1)):
        own = [one for one in dev.registered if one.name.startswith(f"site-{number}")]
        assert len(own) == 17
        assert not [one for one in own if any(name.startswith(f"site-{other}") for name in one.dependencies)]


def test_at_creation_the_enis_bring_their_addresses() -> None:
    made = run(assign="at_creation", ipv6AddressCount=2, publicIpv6=False)
    assert made.all(ASSIGNMENT) == []
    assert {one.inputs["ipv6AddressCount"] for one in made.all(ENI)} == {2}
    for number in (1, 2):
        assert f"site-{number}-attachment" in made.one("EcsInvocation", f"site-{number}-run").dependencies
