"""The instance type is not in the catalogue, so its limits could not be checked."""

from collections.abc import Iterator

from alicloud_rules.limits import unknown_instance_type

from ..plan.model import Plan
from ..plan.values import Unknown
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check
from .hosting import Finding, together


def judge(plan: Plan, settings: Settings) -> Iterator[Verdict]:
    """Judge each instance, and what instances are made from."""
    for host in plan.hosts.values():
        if host.types:
            yield judged(host.urn, host.label, *together(_listed(one, settings) for one in host.types))


def _listed(instance_type: str | Unknown, settings: Settings) -> Finding:
    if isinstance(instance_type, Unknown):
        return instance_type, None
    if settings.find_type(instance_type) is not None:
        return True, None
    return False, unknown_instance_type.check(instance_type)


CHECK = Check(
    id="unknown-instance-type",
    judge=judge,
    remedy="Check the name, or tell the type's numbers in `instanceTypes` of the config of each policy that uses them.",
    url="https://www.alibabacloud.com/help/doc-detail/25378.htm",
    properties=("instanceTypes", "outside"),
)
