"""Plans for the tests of single limits, and what the pack says of them."""

from alicloud_policies.pack import policies
from policy_testkit import PackConfig, Plan, Planned, Report, run_in_process
from tests.policies.worlds import PlanWorld

ENI = "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface"
ENI_SPELLINGS = (
    ENI,
    "alicloud:ecs/networkInterface:NetworkInterface",
    "alicloud:vpc/networkInterface:NetworkInterface",
)
ATTACHMENT = "alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment"
ATTACHMENT_SPELLINGS = (
    ATTACHMENT,
    "alicloud:ecs/networkInterfaceAttachment:NetworkInterfaceAttachment",
    "alicloud:vpc/networkInterfaceAttachment:NetworkInterfaceAttachment",
)
ASSIGNMENT = "pulumi-python:dynamic/ipv6:Ipv6Assignment"
ASSIGNMENT_SPELLINGS = (ASSIGNMENT, "alicloud-ipv6:index:Ipv6Assignment")
HOLD_SPELLINGS = ("pulumi-python:dynamic/ipv6:Ipv6AddressHold", "alicloud-ipv6:index:Ipv6AddressHold")
INSTANCE = "alicloud:ecs/instance:Instance"
CANNOT_TELL = "cannot-tell-yet"


def world(*, exists: bool = False) -> PlanWorld:
    """An empty plan, to be filled in the verbs of a world or with resources as they are."""
    return PlanWorld(Plan(exists=exists, defaults={"alicloud": {"region": "cn-beijing"}}))


def said(limit: str, where: PlanWorld | Plan, **config: object) -> list[str]:
    """What a limit says, each message begun by its resource's name; `config` is the limit's."""
    report = judged(where, {limit: config})
    return [one.message for one in report.of(limit)]


def judged(where: PlanWorld | Plan, config: PackConfig | None = None) -> Report:
    """Everything the pack says."""
    return run_in_process(policies(), where.plan if isinstance(where, PlanWorld) else where, config or {})


def open_questions(limit: str, where: PlanWorld | Plan, **config: object) -> list[str]:
    """What cannot be told yet about one limit."""
    messages = [one.message for one in judged(where, {limit: config}).of(CANNOT_TELL)]
    lines = "\n".join(messages).splitlines()
    return [line.removeprefix(f"- {limit}: ") for line in lines if line.startswith(f"- {limit}: ")]


def assign(
    plan: Plan, name: str, eni: object, number: object = 1, region: str = "cn-beijing", spelling: str = ASSIGNMENT
) -> Planned:
    """An assignment of IPv6 addresses."""
    return plan.resource(spelling, name, {"networkInterfaceId": eni, "ipv6AddressCount": number, "region": region})
