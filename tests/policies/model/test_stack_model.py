import pytest

from alicloud_policies.model.build import build
from alicloud_policies.model.counts import Count, exactly
from alicloud_policies.model.plain_values import UNKNOWN, Plain
from alicloud_policies.model.record import Record
from alicloud_policies.model.resource_kinds import Kind
from alicloud_rules.three_valued import Unknown
from tests.policies.generated_records import record

VSWITCH = record(Kind.VSWITCH, "vsw", {"vpcId": "vpc-1", "zoneId": "cn-shanghai-a"})
WEB = record(Kind.INSTANCE, "web", {"vswitchId": "vsw", "instanceType": "ecs.g6.large"})
ENI = record(Kind.ENI, "eni", {"vswitchId": "vsw"}, provider=None)


def assignment(eni: Plain, number: Plain = 2) -> Record:
    return record(Kind.ASSIGNMENT, "v6", {"networkInterfaceId": eni, "ipv6AddressCount": number})


def attachment(eni: Plain, instance: Plain = "web") -> Record:
    return record(Kind.ATTACHMENT, "on", {"networkInterfaceId": eni, "instanceId": instance})


def missing(name: str, label: str) -> frozenset[str]:
    return frozenset({f"{name} of {label}"})


@pytest.mark.parametrize(
    ("eni", "expected"),
    [
        ("eni", exactly(2)),
        ("eni-elsewhere", exactly(0)),
        (UNKNOWN, Count(0, 2, missing("networkInterfaceId", "Assignment v6"))),
    ],
)
def test_certain_and_possible_assignments_count(eni: Plain, expected: Count) -> None:
    stack = build([ENI, assignment(eni)], (), {})
    assert stack.ipv6(stack.enis[ENI.urn]) == expected


@pytest.mark.parametrize(
    ("eni", "attached", "enis"),
    [
        ("eni", True, exactly(2)),
        ("eni-elsewhere", False, exactly(2)),
        (UNKNOWN, Unknown(missing("networkInterfaceId", "Attachment on")), exactly(2)),
    ],
)
def test_attachments_concern_the_eni_and_the_instance(eni: Plain, attached: object, enis: Count) -> None:
    stack = build([ENI, WEB, attachment(eni)], (), {})
    assert stack.attached(stack.enis[ENI.urn]) == attached
    assert stack.enis_on(stack.hosts[WEB.urn]) == enis


def test_an_attachment_to_an_unknown_instance_may_be_to_any() -> None:
    stack = build([ENI, WEB, attachment("eni", UNKNOWN)], (), {})
    assert stack.attached(stack.enis[ENI.urn]) is True
    assert stack.enis_on(stack.hosts[WEB.urn]) == Count(1, 2, missing("instanceId", "Attachment on"))


@pytest.mark.parametrize(("permission", "granted"), [("InstanceAttach", True), ("EIPAttach", False)])
def test_only_instance_attach_is_a_grant(permission: str, granted: bool) -> None:
    permit = record(Kind.PERMISSION, "permit", {"networkInterfaceId": "eni", "permission": permission})
    stack = build([ENI, permit], (), {})
    assert stack.granted(stack.enis[ENI.urn]) is granted


def test_zone_and_region_of_an_eni_come_from_its_vswitch() -> None:
    stack = build([VSWITCH, ENI], (), {})
    eni = stack.enis[ENI.urn]
    assert (stack.zone(eni), stack.region(eni)) == ("cn-shanghai-a", "cn-shanghai")
    assert stack.vpc(eni.vswitch).certain == "vpc-1"


def test_the_vpc_of_an_unknown_vswitch_is_undetermined() -> None:
    eni = record(Kind.ENI, "eni", {"vswitchId": UNKNOWN})
    stack = build([eni], (), {})
    why = Unknown(missing("vswitchId", "Eni eni"))
    assert stack.vpc(stack.enis[eni.urn].vswitch).undetermined == stack.zone(stack.enis[eni.urn]) == why
