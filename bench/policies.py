"""What the policy pack costs: over the Analyzer protocol by the number of resources, and in a real `pulumi preview`.

`python -m bench.policies [--sizes N ...] [--units N] [--rounds N] [--pack FOLDER]`
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as proto

from bench import previews
from policy_testkit import Plan, Planned, running_pack
from policy_testkit.config import completed
from policy_testkit.judge import Analyzer
from policy_testkit.views import to_resource_policies, to_stack_policies

PACK = Path(__file__).resolve().parent.parent / "policies"
SIZES = (200, 2_000, 20_000)
MOST_GROWTH = 1.3
"""The goal: time per resource at the largest size, as a multiple of that at the size before."""

_WARM_UP = 50
_PER_GROUP = 500


@dataclass(frozen=True)
class Cost:
    """Seconds that one run of the pack took."""

    resources: int
    single: float
    """All calls for single resources."""
    stack: float
    """The one call for the stack."""

    @property
    def per_resource(self) -> float:
        """Milliseconds."""
        return 1000 * (self.single + self.stack) / self.resources


def plan_of(size: int) -> Plan:
    """A first preview of about so many resources: mostly N x [ENI, instance, attachment]."""
    plan = Plan(defaults={"alicloud": {"region": "cn-beijing"}})
    vpc = plan.resource("alicloud:vpc/network:Network", "vpc", {"cidrBlock": "10.0.0.0/8", "enableIpv6": True})
    for block in range(1 + size // (3 * _PER_GROUP)):
        place = {"vpcId": vpc.id, "zoneId": "cn-beijing-h", "cidrBlock": f"10.{block}.0.0/16"}
        vswitch = plan.resource("alicloud:vpc/switch:Switch", f"vsw{block}", {**place, "ipv6CidrBlockMask": block})
        group = plan.resource("alicloud:ecs/securityGroup:SecurityGroup", f"group{block}", {"vpcId": vpc.id})
        for number in range(min(_PER_GROUP, (size - len(plan.resources)) // 3)):
            _add_unit(plan, f"{block}-{number}", vswitch, group)
    return plan


def _add_unit(plan: Plan, name: str, vswitch: Planned, group: Planned) -> None:
    eni = plan.resource(
        "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface",
        f"eni-{name}",
        {"vswitchId": vswitch.id, "securityGroupIds": [group.id]},
    )
    place = {"vswitchId": vswitch.id, "securityGroups": [group.id], "imageId": "centos"}
    instance = plan.resource(
        "alicloud:ecs/instance:Instance", f"instance-{name}", {**place, "instanceType": "ecs.g6.large"}
    )
    plan.resource(
        "alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment",
        f"attachment-{name}",
        {"networkInterfaceId": eni.id, "instanceId": instance.id},
    )


def measure(analyzer: Analyzer, size: int) -> Cost:
    """Time the calls alone: the messages are made before, as the engine makes them and not the pack."""
    plan = plan_of(size)
    single = [to_resource_policies(one, one.inputs) for one in plan.resources]
    whole = proto.AnalyzeStackRequest(resources=[to_stack_policies(one, one.inputs) for one in plan.resources])
    started = time.perf_counter()
    for request in single:
        analyzer.Remediate(request)
        analyzer.Analyze(request)
    analyzed = time.perf_counter()
    answer = analyzer.AnalyzeStack(whole)
    ended = time.perf_counter()
    if answer.diagnostics:
        raise SystemExit(f"The plan of the bench should pass, but: {answer.diagnostics[0].message}")
    return Cost(len(plan.resources), analyzed - started, ended - analyzed)


def by_size(pack: Path, sizes: Sequence[int]) -> Iterator[str]:
    """Lines of a table, one per size, each from a process of its own."""
    costs: list[Cost] = []
    yield "| resources | single resources | stack | per resource |"
    yield "|---|---|---|---|"
    for size in sizes:
        with running_pack(pack) as analyzer:
            analyzer.Configure(completed(analyzer.GetAnalyzerInfo(empty_pb2.Empty()), {}))
            measure(analyzer, _WARM_UP)
            cost = measure(analyzer, size)
        costs.append(cost)
        yield f"| {cost.resources} | {cost.single:.2f} s | {cost.stack:.2f} s | {cost.per_resource:.3f} ms |"
    if len(costs) > 1:
        growth = costs[-1].per_resource / costs[-2].per_resource
        yield f"per resource at {sizes[-1]} against {sizes[-2]}: {growth:.2f}x (goal: at most {MOST_GROWTH}x)"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser("python -m bench.policies", description="Measure the policy pack.")
    parser.add_argument("--pack", type=Path, default=PACK, help="the pack's folder (default: policies/)")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, help="numbers of resources (default: %(default)s)"
    )
    parser.add_argument("--units", type=int, default=previews.UNITS, help="of 3 resources each, in the preview")
    parser.add_argument("--rounds", type=int, default=previews.ROUNDS, help="previews with each pack")
    asked = parser.parse_args(arguments)
    print("The policy pack over the Analyzer protocol:")
    for line in by_size(asked.pack, asked.sizes):
        print(line, flush=True)
    print("\nThe policy pack in `pulumi preview`:")
    for line in previews.compare(asked.pack.resolve(), asked.units, asked.rounds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
