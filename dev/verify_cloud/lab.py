"""Resources that probes share: networks, ENIs and roles, each made when a probe first needs it, with the run's tag."""

from functools import cached_property
from http import HTTPStatus
from typing import Any

from alicloud_ipv6.api import ApiError, Deadline
from dev.verify_cloud import run_id
from dev.verify_cloud.cloud import Cloud, credential

_PATIENCE_SECONDS = 60.0

NONE = "verify-none"
"""The name of resources that do not exist."""


class Lab:
    """The resources of one run in one account."""

    def __init__(self, cloud: Cloud, run: str, account: str, instance_type: str, other_account: str = "") -> None:
        """Make nothing yet."""
        self.cloud, self.run, self.account = cloud, run, account
        self.instance_type, self.other_account = instance_type, other_account
        self._networks = 0

    @property
    def tags(self) -> list[dict[str, str]]:
        """The parameter `Tag` of everything that is made."""
        return run_id.tags(self.run)

    def name(self, what: str) -> str:
        """Return the name of something that is made."""
        return f"{self.run}-{what}"

    def new_vpc(self, *, ipv6: bool = True) -> str:
        """Make a VPC."""
        self._networks += 1
        made = self.cloud.call(
            "Vpc",
            "CreateVpc",
            VpcName=self.name(f"vpc-{self._networks}"),
            CidrBlock="192.168.0.0/16",
            EnableIpv6=ipv6,
            Tag=self.tags,
        )
        vpc = str(made["VpcId"])
        self.cloud.wait("Vpc", "DescribeVpcAttribute", "Available", "Status", VpcId=vpc)
        return vpc

    def new_vswitch(self, vpc: str, number: int) -> str:
        """Make a vSwitch with IPv6."""
        blocks = {"CidrBlock": f"192.168.{number}.0/24", "Ipv6CidrBlock": number}
        made = self.cloud.call(
            "Vpc",
            "CreateVSwitch",
            VpcId=vpc,
            ZoneId=self.zone,
            VSwitchName=self.name(f"vsw-{number}"),
            Tag=self.tags,
            **blocks,
        )
        vswitch = str(made["VSwitchId"])
        self.cloud.wait("Vpc", "DescribeVSwitchAttributes", "Available", "Status", VSwitchId=vswitch)
        return vswitch

    def new_eni(self, **parameters: object) -> str:
        """Make an ENI."""
        asked = {"VSwitchId": self.vswitch, "SecurityGroupId": self.group, "Tag": self.tags, **parameters}
        eni = str(self.cloud.call("Ecs", "CreateNetworkInterface", **asked)["NetworkInterfaceId"])
        path = ("NetworkInterfaceSets", "NetworkInterfaceSet", 0, "Status")
        self.cloud.wait("Ecs", "DescribeNetworkInterfaces", "Available", *path, NetworkInterfaceId=[eni])
        return eni

    def new_group(self, kind: str) -> str:
        """Make a security group of the type `normal` or `enterprise`."""
        asked = {"SecurityGroupName": self.name(kind), "SecurityGroupType": kind, "VpcId": self.vpc, "Tag": self.tags}
        return str(self.cloud.call("Ecs", "CreateSecurityGroup", **asked)["SecurityGroupId"])

    def new_key_pair(self, what: str) -> str:
        """Make a key pair; its private key is in the answer only, which nothing keeps."""
        name = self.name(what)
        self.cloud.call("Ecs", "CreateKeyPair", KeyPairName=name, Tag=self.tags)
        return name

    @cached_property
    def zone(self) -> str:
        """A zone that sells the instance type."""
        rows = self.zones()
        if not rows:
            raise ValueError(f"no zone of {self.cloud.region} sells {self.instance_type}; name another with --type")
        return rows[0]

    def zones(self) -> list[str]:
        """Return the zones that sell the instance type."""
        asked = {"DestinationResource": "InstanceType", "InstanceType": self.instance_type, "IoOptimized": "optimized"}
        path = ("AvailableZones", "AvailableZone")
        rows = self.cloud.rows("Ecs", "DescribeAvailableResource", *path, **asked)
        return sorted(row["ZoneId"] for row in rows if row["Status"] == "Available")

    @cached_property
    def vpc(self) -> str:
        """A VPC with IPv6."""
        return self.new_vpc()

    @cached_property
    def plain_vpc(self) -> str:
        """A VPC without IPv6."""
        return self.new_vpc(ipv6=False)

    @cached_property
    def vswitch(self) -> str:
        """A vSwitch of the VPC."""
        return self.new_vswitch(self.vpc, 1)

    @cached_property
    def group(self) -> str:
        """A basic security group of the VPC."""
        return self.new_group("normal")

    @cached_property
    def gateway(self) -> str:
        """The IPv6 gateway of the VPC."""
        made = self.cloud.call("Vpc", "CreateIpv6Gateway", VpcId=self.vpc, Name=self.name("gateway"), Tag=self.tags)
        gateway = str(made["Ipv6GatewayId"])
        self.cloud.wait("Vpc", "DescribeIpv6GatewayAttribute", "Available", "Status", Ipv6GatewayId=gateway)
        return gateway

    def new_public_address(self) -> tuple[str, dict[str, Any]]:
        """Make an ENI with a public IPv6 address; return the ENI and the address."""
        eni = self.new_eni()
        self.cloud.call("Ecs", "AssignIpv6Addresses", NetworkInterfaceId=eni, Ipv6AddressCount=1)
        path = ("Ipv6Addresses", "Ipv6Address")
        self.cloud.wait("Vpc", "DescribeIpv6Addresses", "Available", *path, 0, "Status", AssociatedInstanceId=eni)
        (address,) = self.cloud.rows("Vpc", "DescribeIpv6Addresses", *path, AssociatedInstanceId=eni)
        asked = {"Ipv6AddressId": address["Ipv6AddressId"], "Ipv6GatewayId": self.gateway}
        self.cloud.call("Vpc", "AllocateIpv6InternetBandwidth", Bandwidth=1, InternetChargeType="PayByTraffic", **asked)
        return eni, address

    def new_role(self, what: str, trust: str) -> str:
        """Make a role without rights; return its name."""
        name = self.name(what)
        self.cloud.call("Ram", "CreateRole", RoleName=name, AssumeRolePolicyDocument=trust, Tag=self.tags)
        return name

    def new_policy(self, what: str, document: str) -> str:
        """Make a custom policy; return its name."""
        name = self.name(what)
        self.cloud.call("Ram", "CreatePolicy", PolicyName=name, PolicyDocument=document, Tag=self.tags)
        return name

    def session(self, role: str, policy: str = "") -> Cloud:
        """Assume a role, with no more rights than the policy gives, for 15 minutes."""
        asked = {"RoleArn": f"acs:ram::{self.account}:role/{role}", "RoleSessionName": "verify", "DurationSeconds": 900}
        keys = self.cloud.call("Sts", "AssumeRole", **asked, Policy=policy or None)["Credentials"]
        by = credential(keys["AccessKeyId"], keys["AccessKeySecret"], keys["SecurityToken"])
        return Cloud(self.cloud.region, by)

    def first_session(self, role: str) -> Cloud:
        """Assume a role that was just made: RAM may need some time until STS knows it, and its rights."""

        def assume() -> Cloud | None:
            try:
                return self.session(role)
            except ApiError as error:
                if error.status in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND):
                    return None
                raise

        return Deadline(_PATIENCE_SECONDS).until(assume, f"a session of {role}")
