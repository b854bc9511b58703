"""One of each thing an account can have, made through the API when a test first asks for it."""

from collections.abc import Callable

from tests.sandbox.conftest import ZONE, Cloud, Net
from tests.sandbox.ecs.machines import create_command, invoke, run_instance, stopped_instance
from tests.sandbox.ecs.things import assign, ipv6_of, make_eni, read_eni
from tests.sandbox.ram.identities import RESOURCE, USER, allow, document, root, trusting

CONTENT = "ZWNobw=="
POLICY = document(allow("ecs:Describe*"))


class World(dict[str, str]):
    """Ids by the names below: ``world["eni"]`` is an ENI that has been made by then."""

    def __init__(self, cloud: Cloud) -> None:
        """Make things in this cloud's account and region."""
        super().__init__()
        self.cloud = cloud

    def __missing__(self, name: str) -> str:
        """Make the thing of this name."""
        self[name] = made = MAKERS[name](self, self.cloud)
        return made

    @property
    def net(self) -> Net:
        """The network that everything is in."""
        return Net(self["vpc"], self["vswitch"], self["group"])


def _vpc(world: World, cloud: Cloud) -> str:
    return str(cloud.vpc("CreateVpc", CidrBlock="192.168.0.0/16", EnableIpv6=True, VpcName="test-vpc-1")["VpcId"])


def _vswitch(block: int) -> Callable[[World, Cloud], str]:
    def make(world: World, cloud: Cloud) -> str:
        blocks = {"CidrBlock": f"192.168.{block}.0/24", "Ipv6CidrBlock": block}
        return str(cloud.vpc("CreateVSwitch", VpcId=world["vpc"], ZoneId=ZONE, **blocks)["VSwitchId"])

    return make


def _group(world: World, cloud: Cloud) -> str:
    return str(cloud.ecs("CreateSecurityGroup", VpcId=world["vpc"])["SecurityGroupId"])


def _rule(world: World, cloud: Cloud) -> str:
    parts = {"IpProtocol": "tcp", "PortRange": "22/22"}
    cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=world["group"], Ipv6SourceCidrIp="::/0", **parts)
    cloud.ecs("AuthorizeSecurityGroupEgress", SecurityGroupId=world["group"], Ipv6DestCidrIp="::/0", **parts)
    return world["group"]


def _left_group(world: World, cloud: Cloud) -> str:
    group = _group(world, cloud)
    cloud.ecs("JoinSecurityGroup", SecurityGroupId=group, InstanceId=world["instance"])
    return group


def _wide(world: World, cloud: Cloud) -> str:
    instance = run_instance(cloud, world.net)
    cloud.ecs("ModifyInstanceNetworkSpec", InstanceId=instance, InternetMaxBandwidthOut=5)
    return instance


def _attached_eni(world: World, cloud: Cloud) -> str:
    eni = make_eni(cloud, world.net)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=world["instance"])
    return eni


def _eni_with_addresses(world: World, cloud: Cloud) -> str:
    eni = make_eni(cloud, world.net, SecondaryPrivateIpAddressCount=1)
    assign(cloud, eni)
    return eni


def _private_address(world: World, cloud: Cloud) -> str:
    (row,) = cloud.vpc("DescribeIpv6Addresses", AssociatedInstanceId=world["eni"])["Ipv6Addresses"]["Ipv6Address"]
    return str(row["Ipv6AddressId"])


def _bandwidth(world: World, cloud: Cloud) -> str:
    ids = {"Ipv6AddressId": world["private_address"], "Ipv6GatewayId": world["gateway"]}
    return str(cloud.vpc("AllocateIpv6InternetBandwidth", Bandwidth=1, **ids)["InternetBandwidthId"])


def _public_address(world: World, cloud: Cloud) -> str:
    assert world["bandwidth"]
    return world["private_address"]


def _egress_only_rule(world: World, cloud: Cloud) -> str:
    ids = {"InstanceId": world["public_address"], "Ipv6GatewayId": world["gateway"]}
    return str(cloud.vpc("CreateIpv6EgressOnlyRule", **ids)["Ipv6EgressRuleId"])


def _disk(world: World, cloud: Cloud) -> str:
    (disk,) = cloud.ecs("DescribeDisks", InstanceId=world["instance"])["Disks"]["Disk"]
    return str(disk["DiskId"])


def _permission(world: World, cloud: Cloud) -> str:
    grant = {"AccountId": USER, "Permission": "InstanceAttach"}
    answer = cloud.ecs("CreateNetworkInterfacePermission", NetworkInterfaceId=world["bare_eni"], **grant)
    return str(answer["NetworkInterfacePermission"]["NetworkInterfacePermissionId"])


def _policy(world: World, cloud: Cloud) -> str:
    cloud.ram("CreatePolicy", PolicyName="keeper", PolicyDocument=POLICY)
    return "keeper"


def _policy_version(world: World, cloud: Cloud) -> str:
    answer = cloud.ram("CreatePolicyVersion", PolicyName=world["policy"], PolicyDocument=POLICY)
    return str(answer["PolicyVersion"]["VersionId"])


def _role(world: World, cloud: Cloud) -> str:
    cloud.ram("CreateRole", RoleName="keeper", AssumeRolePolicyDocument=document(trusting(root(RESOURCE))))
    return "keeper"


def _user(world: World, cloud: Cloud) -> str:
    cloud.ram("CreateUser", UserName="keeper")
    return "keeper"


def _attached_policy(world: World, cloud: Cloud) -> str:
    policy = {"PolicyType": "Custom", "PolicyName": world["policy"]}
    cloud.ram("AttachPolicyToRole", RoleName=world["role"], **policy)
    cloud.ram("AttachPolicyToUser", UserName=world["user"], **policy)
    return world["policy"]


def _access_key(world: World, cloud: Cloud) -> str:
    return str(cloud.ram("CreateAccessKey", UserName=world["user"])["AccessKey"]["AccessKeyId"])


MAKERS: dict[str, Callable[[World, Cloud], str]] = {
    "vpc": _vpc,
    "vswitch": _vswitch(1),
    "spare_vswitch": _vswitch(2),
    "group": _group,
    "spare_group": _group,
    "left_group": _left_group,
    "ruled_group": _rule,
    "gateway": lambda world, cloud: str(cloud.vpc("CreateIpv6Gateway", VpcId=world["vpc"])["Ipv6GatewayId"]),
    "instance": lambda world, cloud: run_instance(cloud, world.net, KeyPairName="test-key-pair"),
    "wide": _wide,
    "stopped": lambda world, cloud: stopped_instance(cloud, world.net, InternetMaxBandwidthOut=0),
    "bare_eni": lambda world, cloud: make_eni(cloud, world.net),
    "eni": _eni_with_addresses,
    "private_ip": lambda world, cloud: str(
        read_eni(cloud, world["eni"])["PrivateIpSets"]["PrivateIpSet"][1]["PrivateIpAddress"]
    ),
    "ipv6": lambda world, cloud: ipv6_of(cloud, world["eni"])[0],
    "private_address": _private_address,
    "attached_eni": _attached_eni,
    "public_address": _public_address,
    "bandwidth": _bandwidth,
    "egress_only_rule": _egress_only_rule,
    "disk": _disk,
    "command": lambda world, cloud: create_command(cloud, "true"),
    "invocation": lambda world, cloud: invoke(cloud, world["command"], world["instance"]),
    "permission": _permission,
    "policy": _policy,
    "policy_version": _policy_version,
    "attached_policy": _attached_policy,
    "role": _role,
    "user": _user,
    "access_key": _access_key,
    "account": lambda world, cloud: RESOURCE,
    "other_account": lambda world, cloud: USER,
    "trust": lambda world, cloud: document(trusting(root(USER))),
    "policy_document": lambda world, cloud: POLICY,
}
