"""ENIs in a sandbox, to be described one by one."""

import json
import random

from dev.bench import wire
from dev.bench.place import BenchError, Sandbox

_REQUESTS_PER_ROUND = 1000

#: A /24 has 252 addresses for ENIs, and a basic security group holds 2,000 under the documented limits.
_PER_VSWITCH = 250
_PER_GROUP = 2000
_ZONE = f"{wire.REGION}-g"


class Fleet:
    """ENIs in one VPC of a sandbox, spread over as many vSwitches and security groups as the limits ask for."""

    def __init__(self, sandbox: Sandbox, size: int) -> None:
        """Make the VPC and ``size`` ENIs."""
        self._sandbox = sandbox
        self._key = sandbox.key()
        self._vpc = self._make("vpc", "CreateVpc", "VpcId", CidrBlock="10.0.0.0/8")
        self._vswitches: list[str] = []
        self._groups: list[str] = []
        bodies, _ = wire.send_all(sandbox, "ecs", [self._creation(number) for number in range(size)])
        self._enis = [json.loads(body)["NetworkInterfaceId"] for body in bodies]

    def describe_round(self) -> float:
        """DescribeNetworkInterfaces for one id at a time, chosen at random; the requests per second."""
        chosen = random.choices(self._enis, k=_REQUESTS_PER_ROUND)  # noqa: S311 (which ones does not matter)
        requests = [
            wire.signed(self._key, "ecs", "DescribeNetworkInterfaces", {"NetworkInterfaceId.1": eni}) for eni in chosen
        ]
        bodies, seconds = wire.send_all(self._sandbox, "ecs", requests)
        if not all(json.loads(body)["TotalCount"] == 1 for body in bodies):
            raise BenchError("an ENI was not found by its id")
        return len(requests) / seconds

    def _creation(self, number: int) -> bytes:
        """The request for one more ENI; its vSwitch and its group are made when it is their first."""
        if number % _PER_VSWITCH == 0:
            block = f"10.{number // _PER_VSWITCH}.0.0/24"
            place = {"VpcId": self._vpc, "ZoneId": _ZONE, "CidrBlock": block}
            self._vswitches.append(self._make("vpc", "CreateVSwitch", "VSwitchId", **place))
        if number % _PER_GROUP == 0:
            self._groups.append(self._make("ecs", "CreateSecurityGroup", "SecurityGroupId", VpcId=self._vpc))
        parameters = {"VSwitchId": self._vswitches[-1], "SecurityGroupId": self._groups[-1]}
        return wire.signed(self._key, "ecs", "CreateNetworkInterface", parameters)

    def _make(self, product: str, action: str, named: str, **parameters: str) -> str:
        return str(wire.answer(self._sandbox, self._key, product, action, **parameters)[named])
