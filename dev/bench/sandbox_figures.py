"""Figures of the sandbox: its start, the rate of DescribeNetworkInterfaces by id, and its memory."""

import http.client
import json
import random
import shlex
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from alibabacloud_tea_openapi.utils import Utils  # type: ignore[import-untyped]

from dev.bench.figure import BenchError, Figure, environment, run_python, step
from dev.tools import CHECKOUT
from dev.tools.processes import running

_REGION = "cn-beijing"
_VERSIONS = {"ecs": "2014-05-26", "vpc": "2016-04-28"}
_CONNECTIONS, _ROUNDS, _REQUESTS_PER_ROUND = 4, 5, 1_000
#: A /24 has 252 addresses for ENIs, and a basic security group holds 2,000 under the documented limits.
_PER_VSWITCH, _PER_GROUP = 250, 2_000


@dataclass(frozen=True)
class Sandbox:
    """A running sandbox; `ready_after` is the time of its start in seconds."""

    options: Sequence[str]
    process: subprocess.Popen[str]
    ready_after: float

    def exports(self) -> dict[str, str]:
        """Return the variables that point a client at it: proxy, certificate authority and access key."""
        lines = run_python([*self.options, "env"])[0].splitlines()
        return dict(shlex.split(line)[1].split("=", 1) for line in lines if line.startswith("export "))

    def resident_mebibytes(self) -> float:
        """Return the memory of its process in RAM."""
        command = ["ps", "-o", "rss=", "-p", str(self.process.pid)]
        return int(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout) / 1024


@contextmanager
def running_sandbox() -> Iterator[Sandbox]:
    """Start `alicloud-sandbox serve` with an empty state, wait until its port is open, and stop it at the end."""
    step("starting the sandbox")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        options = ["-m", "alicloud_sandbox", "--state", str(Path(folder) / "state.db")]
        command = [sys.executable, *options, "serve", "--port", str(port)]
        started, quiet = time.perf_counter(), subprocess.DEVNULL
        with running(command, env=environment(), cwd=CHECKOUT, stdout=quiet, stderr=quiet) as process:
            while not _is_open(port):
                if process.poll() is not None:
                    raise BenchError(f"{' '.join(command)} ended with exit code {process.returncode}")
                time.sleep(0.002)
            yield Sandbox(options, process, time.perf_counter() - started)


def _is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Client:
    """Sends signed requests over keep-alive TLS connections through the sandbox's proxy."""

    def __init__(self, exports: dict[str, str]) -> None:
        self._exports = exports
        self._context = ssl.create_default_context(cafile=exports["SSL_CERT_FILE"])

    def call(self, product: str, action: str, **parameters: object) -> dict[str, Any]:
        """Send one request; raise BenchError when it is refused."""
        return self.call_all(product, action, [parameters])[0][0]

    def call_all(
        self, product: str, action: str, parameters: Sequence[dict[str, object]]
    ) -> tuple[list[dict[str, Any]], float]:
        """Send requests over several connections at once; return the answers and the seconds without signing."""
        paths = [self._signed_path(product, action, one) for one in parameters]
        shares = [paths[start::_CONNECTIONS] for start in range(min(_CONNECTIONS, len(paths)))]
        started = time.perf_counter()
        with ThreadPoolExecutor(_CONNECTIONS) as pool:
            bodies = list(pool.map(lambda share: self._send(product, share), shares))
        seconds = time.perf_counter() - started
        return [json.loads(body) for share in bodies for body in share], seconds

    def _send(self, product: str, paths: Sequence[str]) -> list[bytes]:
        proxy = urlsplit(self._exports["HTTPS_PROXY"])
        connection = http.client.HTTPSConnection(str(proxy.hostname), proxy.port, timeout=60, context=self._context)
        connection.set_tunnel(f"{product}.{_REGION}.aliyuncs.com", 443)
        bodies = []
        for path in paths:
            connection.request("GET", path)
            answer = connection.getresponse()
            bodies.append(answer.read())
            if answer.status != http.client.OK:
                raise BenchError(f"a request was refused: {bodies[-1].decode()}")
        connection.close()
        return bodies

    def _signed_path(self, product: str, action: str, parameters: dict[str, object]) -> str:
        """Return the path of a request, signed by the official SDK's code (signature version 1)."""
        values = {
            "Action": action,
            "Version": _VERSIONS[product],
            "Format": "JSON",
            "RegionId": _REGION,
            "AccessKeyId": self._exports["ALICLOUD_ACCESS_KEY"],
            "SignatureMethod": "HMAC-SHA1",
            "SignatureVersion": "1.0",
            "SignatureNonce": uuid.uuid4().hex,
            "Timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            **{name: str(value) for name, value in parameters.items()},
        }
        values["Signature"] = Utils.get_rpcsignature(values, "GET", self._exports["ALICLOUD_SECRET_KEY"])
        return f"/?{urlencode(values)}"


def ready(starts: int = 3) -> Iterator[Figure]:
    """Measure the start of `alicloud-sandbox serve` on an empty state."""
    times = []
    for _ in range(starts):
        with running_sandbox() as sandbox:
            times.append(sandbox.ready_after)
    yield Figure("start of `alicloud-sandbox serve`", statistics.median(times), "{:.2f} s", 1.5)


def describe(sizes: Sequence[int] = (100, 10_000)) -> Iterator[Figure]:
    """Measure reads of single ENIs among few and among many, and the memory with many."""
    with running_sandbox() as sandbox:
        client, rates, enis = Client(sandbox.exports()), [], list[str]()
        vpc = client.call("vpc", "CreateVpc", CidrBlock="10.0.0.0/8")["VpcId"]
        for size in sizes:
            step(f"creating ENIs up to {size:,}")
            enis += _create_enis(client, vpc, len(enis), size)
            step(f"describing single ones of {size:,} ENIs")
            rates.append(max(_describe_rate(client, enis) for _ in range(_ROUNDS)))
            yield Figure(f"describe by id, {size:,} ENIs", rates[-1], "{:,.0f}/s", 500, at_least=True)
        yield Figure("  slowdown from the first to the last", rates[0] / rates[-1], "{:.2f}x", 1.3)
        yield Figure(f"memory of the sandbox, {sizes[-1]:,} ENIs", sandbox.resident_mebibytes(), "{:.0f} MiB", 250)


def _create_enis(client: Client, vpc: str, first: int, last: int) -> list[str]:
    """Create ENIs in as many vSwitches and security groups as the limits require."""
    requests = []
    for number in range(first, last):
        block = number // _PER_VSWITCH
        if number in (first, block * _PER_VSWITCH):
            place = {"VpcId": vpc, "ZoneId": f"{_REGION}-g", "CidrBlock": f"10.{block}.{first % 251}.0/24"}
            vswitch = client.call("vpc", "CreateVSwitch", **place)["VSwitchId"]
        if number == first or number % _PER_GROUP == 0:
            group = client.call("ecs", "CreateSecurityGroup", VpcId=vpc)["SecurityGroupId"]
        requests.append({"VSwitchId": vswitch, "SecurityGroupId": group})
    return [answer["NetworkInterfaceId"] for answer in client.call_all("ecs", "CreateNetworkInterface", requests)[0]]


def _describe_rate(client: Client, enis: Sequence[str]) -> float:
    """Return the rate of requests for one random ENI each."""
    chosen = random.choices(enis, k=_REQUESTS_PER_ROUND)  # noqa: S311 (not for secrets)
    answers, seconds = client.call_all(
        "ecs", "DescribeNetworkInterfaces", [{"NetworkInterfaceId.1": eni} for eni in chosen]
    )
    if any(answer["TotalCount"] != 1 for answer in answers):
        raise BenchError("an ENI was not found by its id")
    return len(answers) / seconds
