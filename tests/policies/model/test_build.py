from alicloud_policies.model.build import build
from alicloud_policies.model.counts import exactly
from alicloud_policies.model.nodes import SOME_ENI, Role
from alicloud_policies.model.plain_values import UNKNOWN
from alicloud_policies.model.references import PRIMARY
from alicloud_policies.model.resource_kinds import Kind
from tests.policies.generated_records import record

VPC = record(Kind.VPC, "vpc")
VSWITCH = record(Kind.VSWITCH, "vsw", {"vpcId": "vpc"})
WEB = record(Kind.INSTANCE, "web", {"vswitchId": "vsw", "securityGroups": ["sg-1"]})
INPUTS = {"vswitchId": "vsw", "ipv6AddressCount": 2, "privateIpAddresses": ["10.0.0.2"], "securityGroupIds": ["sg-1"]}
ENI = record(Kind.ENI, "eni", INPUTS, outputs={"status": "InUse"})


def test_each_record_becomes_a_node_and_references_become_keys() -> None:
    stack = build([VPC, VSWITCH, WEB, ENI], (), {})
    assert stack.vswitches[VSWITCH.urn].vpc.certain == VPC.urn
    eni = stack.enis[ENI.urn]
    assert (eni.role, eni.vswitch.certain, eni.ipv6, eni.ipv4) == (Role.OWN, VSWITCH.urn, exactly(2), exactly(2))
    assert eni.attached is False
    assert stack.enis[WEB.urn + PRIMARY].role is Role.PRIMARY
    assert set(stack.hosts) == {WEB.urn}


def test_what_the_stack_refers_to_and_does_not_contain_is_outside() -> None:
    attachment = record(Kind.ATTACHMENT, "on", {"networkInterfaceId": "eni-1", "instanceId": "i-1"})
    stack = build([WEB, attachment], (), {"eni-1": {"vSwitchId": "vsw-9"}, "vsw-9": {"vpcId": "vpc-9"}})
    assert stack.enis["eni-1"].role is Role.OUTSIDE
    assert set(stack.hosts) == {WEB.urn, "i-1"}
    assert {"vsw", "vsw-9"} <= set(stack.vswitches)
    assert "vpc-9" in stack.vpcs
    assert set(stack.groups) == {"sg-1"}


def test_an_unknown_reference_gets_a_node_of_which_nothing_is_known() -> None:
    attachment = record(Kind.ATTACHMENT, "on", {"networkInterfaceId": UNKNOWN, "instanceId": UNKNOWN})
    stack = build([attachment], (), {})
    assert set(stack.enis) == {attachment.urn + SOME_ENI}
    assert set(stack.hosts) == {f"{attachment.urn}#instance"}


def test_facts_attach_an_eni_of_the_stack_to_an_instance_outside() -> None:
    assignment = record(Kind.ASSIGNMENT, "v6", {"networkInterfaceId": "eni-1"})
    (attachment,) = build([assignment], (), {"eni-1": {"instanceId": "i-1"}}).attachments
    assert (attachment.eni.certain, attachment.host.certain) == ("eni-1", "i-1")


def test_a_separate_block_gives_a_vpc_ipv6() -> None:
    block = record(Kind.VPC_BLOCK, "block", {"vpcId": "vpc"})
    assert build([VPC], (), {}).vpcs[VPC.urn].ipv6 is False
    assert build([VPC, block], (), {}).vpcs[VPC.urn].ipv6 is True
