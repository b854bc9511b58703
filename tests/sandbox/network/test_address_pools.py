"""Whatever happens, no address is handed out twice and all of them come back."""

from collections import Counter
from collections.abc import Callable

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from alicloud_rules.limits import TODAY
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.entities import Eni, Ipv6Address
from tests.sandbox.conftest import Cloud, Net, cloud_with, make_net
from tests.sandbox.services.ecs.eni_fixtures import assign, find_enis, ipv6_of, make_eni, read_eni

#: A vSwitch of four usable IPv4 addresses, so that they run out.
_SMALL = "192.168.9.0/29"


class Addresses(RuleBasedStateMachine):
    """ENIs come and go, with addresses picked and fixed, in a vSwitch with hardly any room."""

    enis = Bundle("enis")

    cloud: Cloud
    net: Net

    @initialize()
    def begin(self) -> None:
        self.cloud = cloud_with(TODAY)
        net = make_net(self.cloud)
        vswitch = self.cloud.vpc(
            "CreateVSwitch", VpcId=net.vpc, ZoneId="cn-beijing-g", CidrBlock=_SMALL, Ipv6CidrBlock=9
        )
        self.net = Net(net.vpc, vswitch["VSwitchId"], net.group)
        self.block = self.cloud.vpc("DescribeVSwitchAttributes", VSwitchId=self.net.vswitch)["Ipv6CidrBlock"]

    @rule(target=enis, secondary=st.integers(0, 2), ipv6=st.integers(0, 3))
    def create(self, secondary: int, ipv6: int) -> str:
        try:
            return make_eni(self.cloud, self.net, SecondaryPrivateIpAddressCount=secondary, Ipv6AddressCount=ipv6)
        except ApiError as error:
            assert error.code == "InvalidVSwitchId.IpNotEnough"
            return ""

    @rule(eni=enis, count=st.integers(1, 4))
    def assign_picked(self, eni: str, count: int) -> None:
        if eni:
            self.tolerate({"MaxEniIpv6IpsCountExceeded"}, lambda: assign(self.cloud, eni, count))

    @rule(eni=enis, host=st.integers(0, 3))
    def assign_fixed(self, eni: str, host: int) -> None:
        address = self.block.replace("/64", str(host))
        codes = {"MaxEniIpv6IpsCountExceeded", "InvalidIp.IpAssigned", "InvalidVSwitchId.IpInvalid"}
        if eni:
            self.tolerate(
                codes,
                lambda: self.cloud.ecs("AssignIpv6Addresses", NetworkInterfaceId=eni, Ipv6Address=[address]),
            )

    @rule(eni=enis, data=st.data())
    def unassign(self, eni: str, data: st.DataObject) -> None:
        held = ipv6_of(self.cloud, eni) if eni else []
        if held:
            some = data.draw(st.lists(st.sampled_from(held), unique=True, min_size=1))
            self.cloud.ecs("UnassignIpv6Addresses", NetworkInterfaceId=eni, Ipv6Address=some)
            assert ipv6_of(self.cloud, eni) == [address for address in held if address not in some]

    @rule(eni=enis)
    def one_private_more(self, eni: str) -> None:
        if eni:
            self.tolerate(
                {"InvalidVSwitchId.IpNotEnough"},
                lambda: self.cloud.ecs(
                    "AssignPrivateIpAddresses", NetworkInterfaceId=eni, SecondaryPrivateIpAddressCount=1
                ),
            )

    @rule(eni=enis)
    def all_private_back(self, eni: str) -> None:
        rows = read_eni(self.cloud, eni)["PrivateIpSets"]["PrivateIpSet"] if eni else []
        secondary = [row["PrivateIpAddress"] for row in rows if not row["Primary"]]
        if secondary:
            self.cloud.ecs("UnassignPrivateIpAddresses", NetworkInterfaceId=eni, PrivateIpAddress=secondary)

    @rule(eni=consumes(enis))
    def delete(self, eni: str) -> None:
        if eni:
            self.cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=eni)

    @invariant()
    def nothing_is_handed_out_twice(self) -> None:
        if not hasattr(self, "cloud"):
            return
        rows = find_enis(self.cloud)
        ipv4 = Counter(ip["PrivateIpAddress"] for row in rows for ip in row["PrivateIpSets"]["PrivateIpSet"])
        ipv6 = Counter(ip["Ipv6Address"] for row in rows for ip in row["Ipv6Sets"]["Ipv6Set"])
        assert all(uses == 1 for uses in (ipv4 + ipv6).values())
        shown = self.cloud.vpc("DescribeIpv6Addresses", PageSize=50)["Ipv6Addresses"]["Ipv6Address"]
        assert {row["Ipv6Address"] for row in shown} == set(ipv6)
        vswitch = self.cloud.vpc("DescribeVSwitchAttributes", VSwitchId=self.net.vswitch)
        assert vswitch["AvailableIpAddressCount"] == 4 - len(ipv4)
        assert self.cloud.dispatcher.store.count(Eni, group_ip=self.net.group) == len(ipv4) + len(ipv6)

    def teardown(self) -> None:
        """All comes back: with the last ENI gone, the vSwitch is as empty as at the beginning."""
        if not hasattr(self, "cloud"):
            return
        for row in find_enis(self.cloud):
            self.cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=row["NetworkInterfaceId"])
        assert self.cloud.dispatcher.store.all_accounts(Ipv6Address) == []
        for _ in range(4):
            make_eni(self.cloud, self.net)
        assert len(find_enis(self.cloud)) == 4

    @staticmethod
    def tolerate(codes: set[str], act: Callable[[], object]) -> None:
        """Act; a refusal is fine when its code is one of these."""
        try:
            act()
        except ApiError as error:
            assert error.code in codes, error


Addresses.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestAddresses = Addresses.TestCase
