"""`kill -9` under load: what was acknowledged is there after a restart, and nothing is half written.

Not proved here: a power cut, which may take the last moments with it (the file itself stays whole).
"""

import http.client
import json
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from alicloud_sandbox.gateway.state_file import StateFile
from alicloud_sandbox.iam.keyring import Key
from tests.sandbox import serving
from tests.sandbox.serving import ECS_HOST, ECS_VERSION, VPC_HOST, VPC_VERSION, Served, Wire
from tests.sandbox.signing import acs3
from tests.waiting import PATIENCE

CLIENTS = 4
ENOUGH = 25
ROUNDS = 2
LOST = (OSError, http.client.HTTPException)


@dataclass
class Client:
    """Creates one thing after the other until the sandbox is gone; keeps what was acknowledged by its ClientToken."""

    name: str
    key: Key
    made: dict[str, str] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)

    def vpc(self, wire: Wire, token: str) -> str:
        """Make a VPC."""
        return str(self.ask(wire, VPC_VERSION, "CreateVpc", VPC_HOST, VpcName=token, ClientToken=token)["VpcId"])

    def eni(self, wire: Wire, token: str, vswitch: str, group: str) -> str:
        """Make an ENI with two addresses."""
        answer = self.ask(
            wire,
            ECS_VERSION,
            "CreateNetworkInterface",
            ECS_HOST,
            VSwitchId=vswitch,
            SecurityGroupId=group,
            SecondaryPrivateIpAddressCount="1",
            NetworkInterfaceName=token,
            ClientToken=token,
        )
        return str(answer["NetworkInterfaceId"])

    def ask(self, wire: Wire, version: str, action: str, host: str, **values: str) -> dict[str, Any]:
        """Send one request; any refusal fails the test."""
        query = {"RegionId": "cn-beijing", **values}
        status, answer = wire.send(acs3(self.key, (version, action), query, host=host))
        assert status == 200, answer
        return answer

    def work(self, served: Served, host: str, make: Callable[[Wire, str], str], enough: Event) -> None:
        """Make things until the connection breaks."""
        with closing(Wire(served, host)) as wire:
            while True:
                token = f"{self.name}-{len(self.made)}-{len(self.unanswered)}"
                try:
                    self.made[token] = make(wire, token)
                except LOST:
                    self.unanswered.append(token)
                    return
                if len(self.made) >= ENOUGH:
                    enough.set()


@contextmanager
def killed_at_the_end(state_file: StateFile) -> Iterator[Served]:
    """A sandbox that ends with `kill -9`."""
    with serving.serve(state_file.folder) as served:
        yield served
        os.kill(served.process.pid, signal.SIGKILL)
        served.process.wait()


def test_nothing_acknowledged_is_lost_and_retries_make_no_duplicates(tmp_path: Path) -> None:
    state_file = StateFile(tmp_path / "state.db")
    with serving.serve(tmp_path) as served:
        vswitch, group = network(served)
        key = served.key()
    vpc_clients = [Client(f"vpc{number}", key) for number in range(CLIENTS // 2)]
    eni_clients = [Client(f"eni{number}", key) for number in range(CLIENTS // 2)]
    for _ in range(ROUNDS):
        kill_under_load(state_file, vpc_clients, eni_clients, vswitch, group)
    with serving.serve(tmp_path) as served:
        check_acknowledged(served, vpc_clients, eni_clients)
        retry(served, vpc_clients, eni_clients, vswitch, group)
        check_all(served, vpc_clients, eni_clients)


def network(served: Served) -> tuple[str, str]:
    """A vSwitch and a security group for ENIs."""
    client = Client("net", served.key())
    with closing(Wire(served, VPC_HOST)) as wire:
        vpc = client.vpc(wire, "net")
        zone = {"VpcId": vpc, "ZoneId": "cn-beijing-g", "CidrBlock": "172.16.0.0/20"}
        vswitch = client.ask(wire, VPC_VERSION, "CreateVSwitch", VPC_HOST, **zone)["VSwitchId"]
    with closing(Wire(served, ECS_HOST)) as wire:
        group = client.ask(wire, ECS_VERSION, "CreateSecurityGroup", ECS_HOST, VpcId=vpc)["SecurityGroupId"]
    return vswitch, group


def kill_under_load(
    state_file: StateFile, vpc_clients: list[Client], eni_clients: list[Client], vswitch: str, group: str
) -> None:
    """Let all clients work at once and kill the sandbox in the middle of it."""
    enough = Event()
    with ThreadPoolExecutor(CLIENTS) as pool:
        with killed_at_the_end(state_file) as served:
            jobs = [pool.submit(client.work, served, VPC_HOST, client.vpc, enough) for client in vpc_clients]
            for client in eni_clients:
                make = make_enis(client, vswitch, group)
                jobs.append(pool.submit(client.work, served, ECS_HOST, make, enough))
            assert enough.wait(PATIENCE)
        for job in jobs:
            job.result(PATIENCE)


def make_enis(client: Client, vswitch: str, group: str) -> Callable[[Wire, str], str]:
    return lambda wire, token: client.eni(wire, token, vswitch, group)


def check_acknowledged(served: Served, vpc_clients: list[Client], eni_clients: list[Client]) -> None:
    """Everything that was acknowledged is there."""
    assert all(client.unanswered for client in (*vpc_clients, *eni_clients))
    vpcs = {row["id"] for row in inventory(served)["vpc"]}
    enis = {row["id"] for row in inventory(served)["eni"]}
    assert {made for client in vpc_clients for made in client.made.values()} <= vpcs
    assert {made for client in eni_clients for made in client.made.values()} <= enis


def retry(served: Served, vpc_clients: list[Client], eni_clients: list[Client], vswitch: str, group: str) -> None:
    """Send again what was never answered, and some of what was, each under its ClientToken."""
    for host, clients in ((VPC_HOST, vpc_clients), (ECS_HOST, eni_clients)):
        with closing(Wire(served, host)) as wire:
            for client in clients:
                make = client.vpc if host == VPC_HOST else make_enis(client, vswitch, group)
                for token in client.unanswered:
                    client.made[token] = make(wire, token)
                for token in list(client.made)[-5:]:
                    assert make(wire, token) == client.made[token]


def check_all(served: Served, vpc_clients: list[Client], eni_clients: list[Client]) -> None:
    """Exactly what was asked for exists, whole."""
    found = inventory(served)
    asked = {token: made for client in vpc_clients for token, made in client.made.items()}
    assert {row["name"]: row["id"] for row in found["vpc"] if row["name"] != "net"} == asked
    assert len(found["vpc"]) == len(asked) + 1
    asked = {token: made for client in eni_clients for token, made in client.made.items()}
    assert {row["name"]: row["id"] for row in found["eni"]} == asked
    assert len(found["eni"]) == len(asked)
    addresses = [address for row in found["eni"] for address in row["private_ips"]]
    assert len(set(addresses)) == len(addresses) == 2 * len(asked)
    tables = serving.call(served, "DescribeRouteTableList")[1]
    assert tables["TotalCount"] == len(found["vpc"])


def inventory(served: Served) -> dict[str, list[dict[str, Any]]]:
    """What exists in the account."""
    done = serving.sandbox(served.state_file, "show", "--json")
    return dict(json.loads(done.stdout)["resource"])
