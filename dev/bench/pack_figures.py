"""Figures of the policy pack by number of resources, over the protocol that the engine uses."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from google.protobuf import json_format, struct_pb2

from alicloud_offline._pulumi_internals import UNKNOWN
from alicloud_offline.check.policy_packs import Evaluation, PolicyPack, RunningPack, evaluate
from alicloud_offline.check.recorded_resource import RecordedResource
from alicloud_offline.program.project_settings import ProjectSettings
from dev.bench.figure import BenchError, Figure, processor_seconds, step
from dev.tools import CHECKOUT
from policy_testkit import running_pack

PACK = CHECKOUT / "policies"
_SETTINGS = ProjectSettings("bench", "bench", Path(), {}, (), ())
_PER_GROUP = 500


@dataclass
class Plan:
    """A first preview of about `size` resources: mostly N x [ENI, instance, attachment]."""

    size: int
    resources: dict[str, RecordedResource] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Add the resources."""
        if not self.size:
            return
        vpc = self._add("vpc/network:Network", "vpc", {"cidrBlock": "10.0.0.0/8", "enableIpv6": True})
        for block in range(1 + self.size // (3 * _PER_GROUP)):
            place = {"zoneId": "cn-beijing-h", "cidrBlock": f"10.{block}.0.0/16", "ipv6CidrBlockMask": block}
            vswitch = self._add("vpc/switch:Switch", f"vsw{block}", place, vpcId=vpc)
            group = self._add("ecs/securityGroup:SecurityGroup", f"group{block}", {}, vpcId=vpc)
            for number in range(min(_PER_GROUP, (self.size - len(self.resources)) // 3)):
                self._add_unit(f"{block}-{number}", vswitch, group)

    def _add_unit(self, name: str, vswitch: str, group: str) -> None:
        eni_type = "ecs/ecsNetworkInterface:EcsNetworkInterface"
        eni = self._add(eni_type, f"eni-{name}", {}, vswitchId=vswitch, securityGroupIds=group)
        inputs: dict[str, object] = {"imageId": "centos", "instanceType": "ecs.g6.large"}
        instance = self._add(
            "ecs/instance:Instance", f"instance-{name}", inputs, vswitchId=vswitch, securityGroups=group
        )
        attachment = "ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment"
        self._add(attachment, f"attachment-{name}", {}, networkInterfaceId=eni, instanceId=instance)

    def _add(self, kind: str, name: str, inputs: dict[str, object], **references: str) -> str:
        type_ = f"alicloud:{kind}"
        urn = f"urn:pulumi:bench::bench::{type_}::{name}"
        unknown = {key: [UNKNOWN] if "Groups" in key or "GroupIds" in key else UNKNOWN for key in references}
        properties = json_format.ParseDict({**inputs, **unknown}, struct_pb2.Struct())
        edges = {key: [source] for key, source in references.items()}
        self.resources[urn] = RecordedResource(urn, type_, name, True, properties, property_dependencies=edges)
        return urn


def policy_pack(sizes: Sequence[int] = (2_000, 20_000)) -> Iterator[Figure]:
    """Measure the time per resource, and how the pack's processor time per resource grows from first to last size."""
    _, start = _evaluate(0)
    per_resource = []
    for size in sizes:
        seconds, processor = _evaluate(size)
        per_resource.append((processor - start) / size)
        yield Figure(f"policy pack, {size:,} resources, each", 1000 * seconds / size, "{:.2f} ms")
        yield Figure("  its processor time, each", 1000 * per_resource[-1], "{:.2f} ms", 1)
    yield Figure("  growth of its processor time per resource", per_resource[-1] / per_resource[0], "{:.2f}x", 1.1)


def _evaluate(size: int) -> tuple[float, float]:
    """Start the pack and evaluate a plan; return the seconds of the calls, and the processor time of its process."""
    step(f"evaluating {size:,} resources")
    plan, result, before = Plan(size), Evaluation(), processor_seconds()
    with running_pack(PACK) as analyzer:
        started = perf_counter()
        evaluate(RunningPack(PolicyPack(PACK, {}, ""), analyzer), _SETTINGS, plan.resources, result)
        seconds = perf_counter() - started
    if result.findings:
        raise BenchError(f"the pack must have no findings, but: {json.dumps(result.findings[0].message)}")
    return seconds, processor_seconds() - before
