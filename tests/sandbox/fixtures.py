"""One resource of each kind, created through the API when a test first uses it."""

from collections.abc import Callable

from alicloud_sandbox.iam.keyring import ACCOUNTS
from alicloud_sandbox.iam.sts import oidc_issuer
from tests.sandbox.conftest import ZONE, Cloud, Net
from tests.sandbox.iam.ram.ram_fixtures import (
    RESOURCE,
    USER,
    allow,
    document,
    federated,
    make_role,
    root,
    trusting,
    trusting_service,
)
from tests.sandbox.services.ecs.eni_fixtures import assign, ipv6_of, make_eni, read_eni
from tests.sandbox.services.ecs.instance_fixtures import create_command, invoke, run_instance, stopped_instance

CONTENT = "ZWNobw=="
PUBLIC_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop test"
POLICY = document(allow("ecs:Describe*"))


class Fixtures(dict[str, str]):
    """Ids by the names below; `fixtures["eni"]` creates an ENI on first use."""

    def __init__(self, cloud: Cloud) -> None:
        """Create resources in this cloud's account and region."""
        super().__init__()
        self.cloud = cloud

    def __missing__(self, name: str) -> str:
        """Create the resource of this name."""
        self[name] = made = MAKERS[name](self, self.cloud)
        return made

    @property
    def net(self) -> Net:
        """The network of all fixtures."""
        return Net(self["vpc"], self["vswitch"], self["group"])


def _vpc(fixtures: Fixtures, cloud: Cloud) -> str:
    return str(cloud.vpc("CreateVpc", CidrBlock="192.168.0.0/16", EnableIpv6=True, VpcName="test-vpc-1")["VpcId"])


def _vswitch(block: int) -> Callable[[Fixtures, Cloud], str]:
    def make(fixtures: Fixtures, cloud: Cloud) -> str:
        blocks = {"CidrBlock": f"192.168.{block}.0/24", "Ipv6CidrBlock": block}
        return str(cloud.vpc("CreateVSwitch", VpcId=fixtures["vpc"], ZoneId=ZONE, **blocks)["VSwitchId"])

    return make


def _group(fixtures: Fixtures, cloud: Cloud) -> str:
    return str(cloud.ecs("CreateSecurityGroup", VpcId=fixtures["vpc"])["SecurityGroupId"])


def _rule(fixtures: Fixtures, cloud: Cloud) -> str:
    parts = {"IpProtocol": "tcp", "PortRange": "22/22"}
    cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=fixtures["group"], Ipv6SourceCidrIp="::/0", **parts)
    cloud.ecs("AuthorizeSecurityGroupEgress", SecurityGroupId=fixtures["group"], Ipv6DestCidrIp="::/0", **parts)
    return fixtures["group"]


def _left_group(fixtures: Fixtures, cloud: Cloud) -> str:
    group = _group(fixtures, cloud)
    cloud.ecs("JoinSecurityGroup", SecurityGroupId=group, InstanceId=fixtures["instance"])
    return group


def _wide(fixtures: Fixtures, cloud: Cloud) -> str:
    instance = run_instance(cloud, fixtures.net)
    cloud.ecs("ModifyInstanceNetworkSpec", InstanceId=instance, InternetMaxBandwidthOut=5)
    return instance


def _attached_eni(fixtures: Fixtures, cloud: Cloud) -> str:
    eni = make_eni(cloud, fixtures.net)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=fixtures["instance"])
    return eni


def _eni_with_addresses(fixtures: Fixtures, cloud: Cloud) -> str:
    eni = make_eni(cloud, fixtures.net, SecondaryPrivateIpAddressCount=1)
    assign(cloud, eni)
    return eni


def _private_address(fixtures: Fixtures, cloud: Cloud) -> str:
    (row,) = cloud.vpc("DescribeIpv6Addresses", AssociatedInstanceId=fixtures["eni"])["Ipv6Addresses"]["Ipv6Address"]
    return str(row["Ipv6AddressId"])


def _bandwidth(fixtures: Fixtures, cloud: Cloud) -> str:
    ids = {"Ipv6AddressId": fixtures["private_address"], "Ipv6GatewayId": fixtures["gateway"]}
    return str(cloud.vpc("AllocateIpv6InternetBandwidth", Bandwidth=1, **ids)["InternetBandwidthId"])


def _public_address(fixtures: Fixtures, cloud: Cloud) -> str:
    assert fixtures["bandwidth"]
    return fixtures["private_address"]


def _egress_only_rule(fixtures: Fixtures, cloud: Cloud) -> str:
    ids = {"InstanceId": fixtures["public_address"], "Ipv6GatewayId": fixtures["gateway"]}
    return str(cloud.vpc("CreateIpv6EgressOnlyRule", **ids)["Ipv6EgressRuleId"])


def _route_table(fixtures: Fixtures, cloud: Cloud) -> str:
    tables = cloud.vpc("DescribeRouteTableList", VpcId=fixtures["vpc"])["RouterTableList"]["RouterTableListType"]
    return str(tables[0]["RouteTableId"])


def _secondary_block(fixtures: Fixtures, cloud: Cloud) -> str:
    block = "10.0.0.0/16"
    return str(cloud.vpc("AssociateVpcCidrBlock", VpcId=fixtures["vpc"], SecondaryCidrBlock=block)["CidrBlock"])


def _disk(fixtures: Fixtures, cloud: Cloud) -> str:
    (disk,) = cloud.ecs("DescribeDisks", InstanceId=fixtures["instance"])["Disks"]["Disk"]
    return str(disk["DiskId"])


def _key_pair(fixtures: Fixtures, cloud: Cloud) -> str:
    return str(cloud.ecs("ImportKeyPair", KeyPairName="keeper", PublicKeyBody=PUBLIC_KEY)["KeyPairName"])


def _permission(fixtures: Fixtures, cloud: Cloud) -> str:
    grant = {"AccountId": USER, "Permission": "InstanceAttach"}
    answer = cloud.ecs("CreateNetworkInterfacePermission", NetworkInterfaceId=fixtures["bare_eni"], **grant)
    return str(answer["NetworkInterfacePermission"]["NetworkInterfacePermissionId"])


def _policy(fixtures: Fixtures, cloud: Cloud) -> str:
    cloud.ram("CreatePolicy", PolicyName="keeper", PolicyDocument=POLICY)
    return "keeper"


def _policy_version(fixtures: Fixtures, cloud: Cloud) -> str:
    answer = cloud.ram("CreatePolicyVersion", PolicyName=fixtures["policy"], PolicyDocument=POLICY)
    return str(answer["PolicyVersion"]["VersionId"])


def _federated_role(_fixtures: Fixtures, cloud: Cloud) -> str:
    provider = oidc_issuer.provider_arn(ACCOUNTS[cloud.account])
    return make_role(cloud, "federated", document(federated(provider)))


def _oidc_token(_fixtures: Fixtures, cloud: Cloud) -> str:
    return oidc_issuer.sign_token(cloud.dispatcher.store, "sts", "me", cloud.dispatcher.clock())


def _role(fixtures: Fixtures, cloud: Cloud) -> str:
    cloud.ram("CreateRole", RoleName="keeper", AssumeRolePolicyDocument=document(trusting(root(RESOURCE))))
    return "keeper"


def _user(fixtures: Fixtures, cloud: Cloud) -> str:
    cloud.ram("CreateUser", UserName="keeper")
    return "keeper"


def _attached_policy(fixtures: Fixtures, cloud: Cloud) -> str:
    policy = {"PolicyType": "Custom", "PolicyName": fixtures["policy"]}
    cloud.ram("AttachPolicyToRole", RoleName=fixtures["role"], **policy)
    cloud.ram("AttachPolicyToUser", UserName=fixtures["user"], **policy)
    return fixtures["policy"]


def _access_key(fixtures: Fixtures, cloud: Cloud) -> str:
    return str(cloud.ram("CreateAccessKey", UserName=fixtures["user"])["AccessKey"]["AccessKeyId"])


MAKERS: dict[str, Callable[[Fixtures, Cloud], str]] = {
    "vpc": _vpc,
    "vswitch": _vswitch(1),
    "spare_vswitch": _vswitch(2),
    "group": _group,
    "spare_group": _group,
    "left_group": _left_group,
    "ruled_group": _rule,
    "gateway": lambda fixtures, cloud: str(cloud.vpc("CreateIpv6Gateway", VpcId=fixtures["vpc"])["Ipv6GatewayId"]),
    "instance": lambda fixtures, cloud: run_instance(cloud, fixtures.net, KeyPairName="test-key-pair"),
    "wide": _wide,
    "stopped": lambda fixtures, cloud: stopped_instance(cloud, fixtures.net, InternetMaxBandwidthOut=0),
    "bare_eni": lambda fixtures, cloud: make_eni(cloud, fixtures.net),
    "eni": _eni_with_addresses,
    "private_ip": lambda fixtures, cloud: str(
        read_eni(cloud, fixtures["eni"])["PrivateIpSets"]["PrivateIpSet"][1]["PrivateIpAddress"]
    ),
    "ipv6": lambda fixtures, cloud: ipv6_of(cloud, fixtures["eni"])[0],
    "private_address": _private_address,
    "attached_eni": _attached_eni,
    "public_address": _public_address,
    "bandwidth": _bandwidth,
    "egress_only_rule": _egress_only_rule,
    "route_table": _route_table,
    "secondary_block": _secondary_block,
    "reserved_address": lambda fixtures, cloud: str(
        cloud.vpc("AllocateIpv6Address", VSwitchId=fixtures["vswitch"])["Ipv6AddressId"]
    ),
    "disk": _disk,
    "key_pair": _key_pair,
    "command": lambda fixtures, cloud: create_command(cloud, "true"),
    "invocation": lambda fixtures, cloud: invoke(cloud, fixtures["command"], fixtures["instance"]),
    "permission": _permission,
    "policy": _policy,
    "policy_version": _policy_version,
    "attached_policy": _attached_policy,
    "role": _role,
    "ecs_role": lambda _fixtures, cloud: make_role(cloud, "runner", document(trusting_service("ecs"))).partition("/")[
        2
    ],
    "federated_role": _federated_role,
    "oidc_token": _oidc_token,
    "user": _user,
    "access_key": _access_key,
    "account": lambda fixtures, cloud: RESOURCE,
    "other_account": lambda fixtures, cloud: USER,
    "trust": lambda fixtures, cloud: document(trusting(root(USER))),
    "policy_document": lambda fixtures, cloud: POLICY,
}
