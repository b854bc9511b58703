"""Requests to ECS that need no instance: most are refused, and make nothing."""

from dev.verify_cloud.lab import NONE, Lab
from dev.verify_cloud.probe import FREE, NETWORK, probe


@probe(FREE, "Ecs.DescribeZones: note")
def zones_that_sell(lab: Lab) -> str:
    """Return which zones of the region sell the instance type."""
    return f"{lab.instance_type}: {', '.join(lab.zones())}"


@probe(FREE, "Ecs: refusal InvalidEniPermissionId.NotFound")
def missing_permission(lab: Lab) -> str:
    """Revoke an ENI permission that does not exist."""
    return lab.cloud.attempt("Ecs", "DeleteNetworkInterfacePermission", NetworkInterfacePermissionId="eni-perm-none")


@probe(FREE, "Ecs.CreateKeyPair: note")
def key_pair_codes(lab: Lab) -> str:
    """Create a key pair with a malformed name, and one a second time."""
    malformed = lab.cloud.attempt("Ecs", "CreateKeyPair", KeyPairName="1", Tag=lab.tags)
    again = lab.cloud.attempt("Ecs", "CreateKeyPair", KeyPairName=lab.new_key_pair("key"), Tag=lab.tags)
    return f"malformed {malformed}; existing {again}"


@probe(FREE, "Ecs.ImportKeyPair: note")
def imported_key_codes(lab: Lab) -> str:
    """Import something that is not a public key."""
    asked = {"KeyPairName": lab.name("imported"), "PublicKeyBody": NONE, "Tag": lab.tags}
    return lab.cloud.attempt("Ecs", "ImportKeyPair", **asked)


@probe(NETWORK, "all: refusal InvalidImageFamily.NotFound")
def missing_image_family(lab: Lab) -> str:
    """Run an instance of an image family that does not exist, as a dry run."""
    place = {"VSwitchId": lab.vswitch, "SecurityGroupId": lab.group, "Tag": lab.tags}
    kind = {"InstanceType": lab.instance_type, "ImageFamily": "verify.none"}
    return lab.cloud.attempt("Ecs", "RunInstances", DryRun=True, **kind, **place)


@probe(NETWORK, "Ecs: refusal InvalidOperation.InvalidSecurityGroupType")
def inner_access_of_an_advanced_group(lab: Lab) -> str:
    """Let the members of an advanced security group reach one another."""
    group = lab.new_group("enterprise")
    return lab.cloud.attempt("Ecs", "ModifySecurityGroupPolicy", SecurityGroupId=group, InnerAccessPolicy="Accept")


@probe(NETWORK, "Ecs: refusal InvalidSecurityGroupRuleId.NotFound")
def missing_rule(lab: Lab) -> str:
    """Remove a rule by an id that does not exist."""
    return lab.cloud.attempt("Ecs", "RevokeSecurityGroup", SecurityGroupId=lab.group, SecurityGroupRuleId=["sgr-none"])


@probe(NETWORK, "Ecs.JoinSecurityGroup: note")
def join_again(lab: Lab) -> str:
    """Add an ENI to a security group that it is in."""
    eni = lab.new_eni()
    return lab.cloud.attempt("Ecs", "JoinSecurityGroup", SecurityGroupId=lab.group, NetworkInterfaceId=eni)


@probe(NETWORK, "Ecs.CreateNetworkInterface: note")
def ipv6_at_creation(lab: Lab) -> str:
    """Create an ENI with more IPv6 addresses than it can have."""
    asked = {"VSwitchId": lab.vswitch, "SecurityGroupId": lab.group, "Ipv6AddressCount": 100, "Tag": lab.tags}
    return lab.cloud.attempt("Ecs", "CreateNetworkInterface", **asked)
