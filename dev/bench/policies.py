"""What the policy pack costs by the number of resources, over the Analyzer protocol and without a CLI."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as proto

from dev.bench.place import CHECKOUT, BenchError, processor_seconds
from dev.bench.report import Row
from policy_testkit import PlannedResource, PlannedStack, running_pack
from policy_testkit.engine_calls import Analyzer
from policy_testkit.engine_messages import to_resource_policies, to_stack_policies
from policy_testkit.pack_config import completed

PACK = CHECKOUT / "policies"
SIZES = (200, 2_000, 20_000)

_WARM_UP = 50
_MEASURED_RESOURCES = 4_000
_PER_GROUP = 500
_MOST_GROWTH = 1.3


@dataclass(frozen=True)
class Cost:
    """Seconds that one run of the pack took."""

    resources: int
    single: float
    """All calls for single resources."""
    stack: float
    """The one call for the stack."""
    processor: float = 0.0
    """Of the pack's process: unlike the time on the clock it does not depend on what else the machine does."""

    @property
    def per_resource(self) -> float:
        """Milliseconds."""
        return 1000 * (self.single + self.stack) / self.resources

    @property
    def processor_per_resource(self) -> float:
        """Milliseconds."""
        return 1000 * self.processor / self.resources


def plan_of(size: int) -> PlannedStack:
    """A first preview of about so many resources: mostly N x [ENI, instance, attachment]."""
    plan = PlannedStack(defaults={"alicloud": {"region": "cn-beijing"}})
    vpc = plan.resource("alicloud:vpc/network:Network", "vpc", {"cidrBlock": "10.0.0.0/8", "enableIpv6": True})
    for block in range(1 + size // (3 * _PER_GROUP)):
        place = {"vpcId": vpc.id, "zoneId": "cn-beijing-h", "cidrBlock": f"10.{block}.0.0/16"}
        vswitch = plan.resource("alicloud:vpc/switch:Switch", f"vsw{block}", {**place, "ipv6CidrBlockMask": block})
        group = plan.resource("alicloud:ecs/securityGroup:SecurityGroup", f"group{block}", {"vpcId": vpc.id})
        for number in range(min(_PER_GROUP, (size - len(plan.resources)) // 3)):
            _add_unit(plan, f"{block}-{number}", vswitch, group)
    return plan


def _add_unit(plan: PlannedStack, name: str, vswitch: PlannedResource, group: PlannedResource) -> None:
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
        raise BenchError(f"the plan of the bench should pass, but: {answer.diagnostics[0].message}")
    return Cost(len(plan.resources), analyzed - started, ended - analyzed)


def cost_of(pack: Path, size: int) -> Cost:
    """Measure a pack in a process of its own; a size that takes little time more than once, for its best."""
    rounds = max(1, _MEASURED_RESOURCES // size)
    _, started = _runs(pack, size, 0)
    costs, used = _runs(pack, size, rounds)
    return replace(min(costs, key=lambda cost: cost.per_resource), processor=(used - started) / rounds)


def _runs(pack: Path, size: int, rounds: int) -> tuple[list[Cost], float]:
    """Start a pack, warm it up and measure it so often; with the processor time that its process had in all."""
    before = processor_seconds()
    with running_pack(pack) as analyzer:
        analyzer.Configure(completed(analyzer.GetAnalyzerInfo(empty_pb2.Empty()), {}))
        measure(analyzer, _WARM_UP)
        costs = [measure(analyzer, size) for _ in range(rounds)]
    return costs, processor_seconds() - before


def rows(sizes: Sequence[int] = SIZES) -> list[Row]:
    """One row for each size, and one for how processor time per resource grows from the last but one to the last."""
    costs = [cost_of(PACK, size) for size in sizes]
    found = [
        Row(
            f"policy pack, {cost.resources:,} resources",
            f"{cost.per_resource:.2f} ms each",
            f"{cost.processor_per_resource:.2f} ms of processor; "
            f"{cost.single:.1f} s one by one, {cost.stack:.1f} s as a stack",
        )
        for cost in costs
    ]
    growth = costs[-1].processor_per_resource / costs[-2].processor_per_resource
    what, goal = "its processor time per resource, the last against the one before", f"within {_MOST_GROWTH}x"
    return [*found, Row(what, f"{growth:.2f}x", goal, met=growth <= _MOST_GROWTH)]
