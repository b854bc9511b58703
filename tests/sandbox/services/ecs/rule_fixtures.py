"""Rules of security groups for tests, added and read by their actions."""

from typing import Any

from tests.sandbox.conftest import Cloud

SSH = {"IpProtocol": "tcp", "PortRange": "22/22", "SourceCidrIp": "0.0.0.0/0"}
PING6 = {"IpProtocol": "icmpv6", "PortRange": "-1/-1", "Ipv6SourceCidrIp": "::/0"}


def rules_of(cloud: Cloud, group: str, **more: object) -> list[dict[str, Any]]:
    answer = cloud.ecs("DescribeSecurityGroupAttribute", SecurityGroupId=group, **more)
    return list(answer["Permissions"]["Permission"])


def add(cloud: Cloud, group: str, **rule: object) -> None:
    cloud.ecs("AuthorizeSecurityGroup", SecurityGroupId=group, Permissions=[rule])


def add_out(cloud: Cloud, group: str, **rule: object) -> None:
    cloud.ecs("AuthorizeSecurityGroupEgress", SecurityGroupId=group, Permissions=[rule])
