"""vSwitches. Not proved here: the real service's codes for IPv6 refusals (they are assumed)."""

from ipaddress import IPv6Network

import pytest

from tests.sandbox.conftest import ZONE, Cloud, refused


@pytest.fixture
def vpc(cloud: Cloud) -> str:
    return str(cloud.vpc("CreateVpc", CidrBlock="192.168.0.0/16", EnableIpv6=True)["VpcId"])


def make(cloud: Cloud, vpc: str, block: int, **more: object) -> str:
    answer = cloud.vpc("CreateVSwitch", VpcId=vpc, ZoneId=ZONE, CidrBlock=f"192.168.{block}.0/24", **more)
    return str(answer["VSwitchId"])


def mask_of(row: dict[str, object]) -> int:
    """The last 8 of the 64 bits of the vSwitch's IPv6 block."""
    block = IPv6Network(str(row["Ipv6CidrBlock"]))
    assert block.prefixlen == 64
    return block.network_address.packed[7]


def read(cloud: Cloud, vswitch: str) -> dict[str, object]:
    return cloud.vpc("DescribeVSwitchAttributes", VSwitchId=vswitch)


@pytest.mark.parametrize("mask", [0, 1, 255])
def test_the_mask_is_the_last_byte_of_the_prefix(cloud: Cloud, vpc: str, mask: int) -> None:
    block = IPv6Network(cloud.vpc("DescribeVpcAttribute", VpcId=vpc)["Ipv6CidrBlock"])
    vswitch = read(cloud, make(cloud, vpc, 1, Ipv6CidrBlock=mask))
    own = IPv6Network(str(vswitch["Ipv6CidrBlock"]))
    assert own.prefixlen == 64
    assert own.subnet_of(block)
    assert own.network_address.packed[7] == mask


def test_without_a_mask_the_block_is_empty_text(cloud: Cloud, vpc: str) -> None:
    vswitch = read(cloud, make(cloud, vpc, 1))
    assert (vswitch["Ipv6CidrBlock"], vswitch["EnabledIpv6"]) == ("", False)


def test_a_mask_is_taken_once(cloud: Cloud, vpc: str) -> None:
    make(cloud, vpc, 1, Ipv6CidrBlock=7)
    with refused("InvalidCidrBlock.Overlapped"):
        make(cloud, vpc, 2, Ipv6CidrBlock=7)
    with refused("IllegalParam.Ipv6CidrBlock"):
        make(cloud, vpc, 2, Ipv6CidrBlock=256)


def test_a_mask_needs_a_vpc_with_ipv6(cloud: Cloud) -> None:
    plain = str(cloud.vpc("CreateVpc", CidrBlock="192.168.0.0/16")["VpcId"])
    with refused("InvalidVpc.Ipv6NotTurnOn"):
        make(cloud, plain, 1, Ipv6CidrBlock=1)


@pytest.mark.parametrize(
    ("cidr", "code"),
    [
        ("10.0.0.0/24", "InvalidParameter"),
        ("192.168.1.1/24", "InvalidCidrBlock.Malformed"),
        ("192.168.0.0/30", "InvalidParameter"),
        ("192.168.1.128/25", "InvalidCidrBlock.Overlapped"),
    ],
)
def test_ipv4_blocks_are_checked(cloud: Cloud, vpc: str, cidr: str, code: str) -> None:
    make(cloud, vpc, 1)
    with refused(code):
        cloud.vpc("CreateVSwitch", VpcId=vpc, ZoneId=ZONE, CidrBlock=cidr)


def test_a_zone_of_another_region_is_unknown(cloud: Cloud, vpc: str) -> None:
    with refused("InvalidZoneId.NotFound", 404):
        cloud.vpc("CreateVSwitch", VpcId=vpc, ZoneId="cn-shanghai-b", CidrBlock="192.168.1.0/24")


def test_ipv6_is_turned_on_off_and_to_another_mask(cloud: Cloud, vpc: str) -> None:
    vswitch = make(cloud, vpc, 1)
    with refused("MissingParam.Ipv6CidrBlock", 400):
        cloud.vpc("ModifyVSwitchAttribute", VSwitchId=vswitch, EnableIPv6=True)
    cloud.vpc("ModifyVSwitchAttribute", VSwitchId=vswitch, EnableIPv6=True, Ipv6CidrBlock=3)
    assert mask_of(read(cloud, vswitch)) == 3
    for mask in (3, 4):
        with refused("OperationFailed.Ipv6AlreadyEnabled", 400):
            cloud.vpc("ModifyVSwitchAttribute", VSwitchId=vswitch, Ipv6CidrBlock=mask)
    cloud.vpc("ModifyVSwitchAttribute", VSwitchId=vswitch, EnableIPv6=False)
    cloud.vpc("ModifyVSwitchAttribute", VSwitchId=vswitch, EnableIPv6=True, Ipv6CidrBlock=4, VSwitchName="moved")
    after = read(cloud, vswitch)
    assert (mask_of(after), after["VSwitchName"]) == (4, "moved")


def test_a_vswitch_with_an_eni_stays(cloud: Cloud, vpc: str) -> None:
    vswitch = make(cloud, vpc, 1, Ipv6CidrBlock=1)
    group = cloud.ecs("CreateSecurityGroup", VpcId=vpc)["SecurityGroupId"]
    before = read(cloud, vswitch)["AvailableIpAddressCount"]
    eni = cloud.ecs("CreateNetworkInterface", VSwitchId=vswitch, SecurityGroupIds=[group])["NetworkInterfaceId"]
    cloud.ecs("AssignIpv6Addresses", NetworkInterfaceId=eni, Ipv6AddressCount=1)
    assert (before, read(cloud, vswitch)["AvailableIpAddressCount"]) == (252, 251)
    with refused("DependencyViolation"):
        cloud.vpc("DeleteVSwitch", VSwitchId=vswitch)
    with refused("DependencyViolation.Ipv6Address"):
        cloud.vpc("ModifyVSwitchAttribute", VSwitchId=vswitch, EnableIPv6=False)
    cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=eni)
    assert read(cloud, vswitch)["AvailableIpAddressCount"] == 252
    cloud.vpc("DeleteVSwitch", VSwitchId=vswitch)
    with refused("InvalidVSwitchId.NotFound", 404):
        read(cloud, vswitch)


def test_filters(cloud: Cloud, vpc: str) -> None:
    first, second = make(cloud, vpc, 1, Ipv6CidrBlock=1), make(cloud, vpc, 2, VSwitchName="second")
    elsewhere = str(cloud.vpc("CreateVpc", CidrBlock="192.168.0.0/16")["VpcId"])
    make(cloud, elsewhere, 1)

    def ids(**filters: object) -> list[str]:
        rows = cloud.vpc("DescribeVSwitches", **filters)["VSwitches"]["VSwitch"]
        return [row["VSwitchId"] for row in rows]

    assert ids(VpcId=vpc) == [first, second]
    assert ids(EnableIpv6=True) == [first]
    assert ids(VSwitchName="second") == [second]
    assert ids(VSwitchId=f"{first},{second}", ZoneId=ZONE) == [first, second]
    assert ids(ZoneId="cn-beijing-b") == []


def test_a_vpc_takes_150(cloud: Cloud, vpc: str) -> None:
    for number in range(150):
        make(cloud, vpc, number)
    with refused("QuotaExceeded.VSwitch"):
        make(cloud, vpc, 200)
