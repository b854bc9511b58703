"""Planned stacks for the tests of single limits, and the results of the pack."""

from alicloud_policies.pack import policies
from policy_testkit import PackConfig, PackReport, PlannedResource, PlannedStack, run_in_process
from tests.policies.scenario_builders import PlanBuilder

ENI = "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface"
ENI_TYPES = (
    ENI,
    "alicloud:ecs/networkInterface:NetworkInterface",
    "alicloud:vpc/networkInterface:NetworkInterface",
)
ATTACHMENT = "alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment"
ATTACHMENT_TYPES = (
    ATTACHMENT,
    "alicloud:ecs/networkInterfaceAttachment:NetworkInterfaceAttachment",
    "alicloud:vpc/networkInterfaceAttachment:NetworkInterfaceAttachment",
)
ASSIGNMENT = "pulumi-python:dynamic/ipv6:Ipv6Assignment"
ASSIGNMENT_TYPES = (ASSIGNMENT, "alicloud-ipv6:index:Ipv6Assignment")
HOLD_TYPES = ("pulumi-python:dynamic/ipv6:Ipv6AddressHold", "alicloud-ipv6:index:Ipv6AddressHold")
INSTANCE = "alicloud:ecs/instance:Instance"
VSWITCH = "alicloud:vpc/switch:Switch"
CANNOT_TELL = "cannot-tell-yet"


def new_stack(*, exists: bool = False) -> PlanBuilder:
    """An empty stack, to be filled by scenario steps or with planned resources."""
    return PlanBuilder(PlannedStack(exists=exists, defaults={"alicloud": {"region": "cn-beijing"}}))


def report_on(stack: PlanBuilder | PlannedStack, config: PackConfig | None = None) -> PackReport:
    """The report of the whole pack."""
    return run_in_process(policies(), stack.planned if isinstance(stack, PlanBuilder) else stack, config or {})


def messages(limit: str, stack: PlanBuilder | PlannedStack, **config: object) -> list[str]:
    """The violations of one limit; `config` is that of its policy."""
    return [one.message for one in report_on(stack, {limit: config}).of(limit)]


def labels(limit: str, stack: PlanBuilder | PlannedStack, **config: object) -> list[str]:
    """What violates one limit."""
    return [message.partition(": ")[0] for message in messages(limit, stack, **config)]


def undetermined(limit: str, stack: PlanBuilder | PlannedStack, **config: object) -> list[str]:
    """What is undetermined about one limit: labels and missing values."""
    lines = "\n".join(one.message for one in report_on(stack, {limit: config}).of(CANNOT_TELL)).splitlines()
    return [line.removeprefix(f"- {limit}: ") for line in lines if line.startswith(f"- {limit}: ")]


def assign(
    plan: PlannedStack,
    name: str,
    eni: object,
    number: object = 1,
    region: str = "cn-beijing",
    token: str = ASSIGNMENT,
) -> PlannedResource:
    """An assignment of IPv6 addresses."""
    return plan.resource(token, name, {"networkInterfaceId": eni, "ipv6AddressCount": number, "region": region})


def attach(builder: PlanBuilder, eni: object, instance: object, name: str = "on") -> PlannedResource:
    """An attachment of an ENI to an instance."""
    return builder.planned.resource(ATTACHMENT, name, {"networkInterfaceId": eni, "instanceId": instance})


def eni_and_instance(
    builder: PlanBuilder, name: str, vpc: object, zone: object, provider: PlannedResource | None = None
) -> tuple[PlannedResource, PlannedResource]:
    """An ENI and an instance in a new vSwitch."""
    vswitch = builder.planned.resource(VSWITCH, f"{name}-vsw", {"vpcId": vpc, "zoneId": zone}, provider=provider)
    eni = builder.planned.resource(ENI, f"{name}-eni", {"vswitchId": vswitch.id}, provider=provider)
    inputs = {"vswitchId": vswitch.id, "instanceType": "ecs.g6.large"}
    return eni, builder.planned.resource(INSTANCE, f"{name}-ecs", inputs, provider=provider)
