"""ENIs, groups and instances for tests; instances go straight into the store (RunInstances has its own tests)."""

from typing import Any

from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni, Instance, SecurityGroup, VSwitch
from alicloud_sandbox.gateway.products import EVENTS
from alicloud_sandbox.iam import callers
from alicloud_sandbox.services.ecs import enis
from tests.sandbox.conftest import ZONE, Cloud, Net


def call_of(cloud: Cloud) -> Call:
    """A request's view of the cloud, for rules that no action reaches by itself."""
    dispatcher = cloud.dispatcher
    caller = callers.of_key(dispatcher.keyring.of(cloud.account))
    return Call(dispatcher.store, caller, cloud.region, dispatcher.limits, dispatcher.latency, EVENTS)


def make_eni(cloud: Cloud, net: Net, **more: object) -> str:
    """An ENI of the net, by CreateNetworkInterface."""
    parameters = {"VSwitchId": net.vswitch, "SecurityGroupIds": [net.group], **more}
    return str(cloud.ecs("CreateNetworkInterface", **parameters)["NetworkInterfaceId"])


def make_group(cloud: Cloud, net: Net, **more: object) -> str:
    """One more security group in the net's VPC."""
    return str(cloud.ecs("CreateSecurityGroup", VpcId=net.vpc, **more)["SecurityGroupId"])


def make_vswitch(cloud: Cloud, net: Net, block: int, zone: str = ZONE) -> str:
    """One more vSwitch in the net's VPC: 192.168.`block`.0/24 with `block` as its IPv6 mask."""
    answer = cloud.vpc(
        "CreateVSwitch", VpcId=net.vpc, ZoneId=zone, CidrBlock=f"192.168.{block}.0/24", Ipv6CidrBlock=block
    )
    return str(answer["VSwitchId"])


def put_instance(cloud: Cloud, net: Net, type_id: str = "ecs.g6.large", status: str = "Running") -> str:
    """An instance of the net with its primary ENI."""
    call = call_of(cloud)
    vswitch = call.store.get(VSwitch, net.vswitch)
    assert vswitch is not None
    instance = Instance(
        **call.new_entity_fields("i"),
        type_id=type_id,
        image_id="centos_7_03_64_20G_alibase_20170818.vhd",
        zone_id=vswitch.zone_id,
        vpc_id=vswitch.vpc_id,
        vswitch_id=vswitch.id,
        status=status,
    )
    call.store.put(instance)
    new = enis.NewEni(vswitch=vswitch, group_ids=[net.group], kind="Primary", delete_on_release=True)
    enis.create_attached(call, new, instance, 0)
    return instance.id


def set_status(cloud: Cloud, instance_id: str, status: str) -> None:
    """Bring an instance into a state."""
    instance = cloud.dispatcher.store.get(Instance, instance_id)
    assert instance is not None
    instance.status = status
    cloud.dispatcher.store.put(instance)


def primary_of(cloud: Cloud, instance_id: str) -> str:
    """The id of an instance's primary ENI."""
    found = cloud.dispatcher.store.find(Eni, instance=instance_id)
    return next(eni.id for eni in found if eni.kind == "Primary")


def read_eni(cloud: Cloud, eni: str) -> dict[str, Any]:
    """An ENI as DescribeNetworkInterfaces shows it."""
    (found,) = find_enis(cloud, NetworkInterfaceId=[eni])
    return found


def find_enis(cloud: Cloud, **filters: object) -> list[dict[str, Any]]:
    """The ENIs that DescribeNetworkInterfaces finds, on one page."""
    answer = cloud.ecs("DescribeNetworkInterfaces", PageSize=500, **filters)
    return list(answer["NetworkInterfaceSets"]["NetworkInterfaceSet"])


def ids(rows: list[dict[str, Any]]) -> list[str]:
    """The ids of ENIs, in their order."""
    return [row["NetworkInterfaceId"] for row in rows]


def ipv6_of(cloud: Cloud, eni: str) -> list[str]:
    """The IPv6 addresses of an ENI, in their order."""
    return [row["Ipv6Address"] for row in read_eni(cloud, eni)["Ipv6Sets"]["Ipv6Set"]]


def assign(cloud: Cloud, eni: str, count: int = 1) -> list[str]:
    """Give an ENI picked IPv6 addresses and answer them."""
    answer = cloud.ecs("AssignIpv6Addresses", NetworkInterfaceId=eni, Ipv6AddressCount=count)
    return list(answer["Ipv6Sets"]["Ipv6Address"])


def put_members(cloud: Cloud, group: str, addresses: int) -> None:
    """Fill a group: an ENI with so many private addresses, without asking the quota."""
    store = cloud.dispatcher.store
    found = store.get(SecurityGroup, group)
    assert found is not None
    eni = Eni(
        **call_of(cloud).new_entity_fields("eni"),
        vpc_id=found.vpc_id,
        vswitch_id="vsw-elsewhere",
        zone_id=ZONE,
        mac="00:16:3e:00:00:00",
        private_ips=[f"10.{number >> 8}.{number & 255}.1" for number in range(addresses)],
        group_ids=[group],
    )
    store.put(eni)


def let_time_pass(cloud: Cloud) -> None:
    """Let every transition end that is under way."""
    call = call_of(cloud)
    for event, identifier in call.store.pop_due_events(float("inf")):
        EVENTS[event](call, identifier)
