from alicloud_policies.model import host_enis, hosts
from alicloud_policies.model.counts import ZERO, exactly
from alicloud_policies.model.nodes import Role
from alicloud_policies.model.outside import Outside
from alicloud_policies.model.plain_values import UNKNOWN
from alicloud_policies.model.references import PRIMARY, ReferenceResolver
from alicloud_policies.model.resource_kinds import Kind
from tests.policies.generated_records import record


def test_the_enis_that_are_created_with_an_instance() -> None:
    listed = [{"vswitchId": "vsw-2"}, {"networkInterfaceId": "eni-1"}]
    web = record(Kind.INSTANCE, "web", {"vswitchId": "vsw-1", "ipv6AddressCount": 2, "networkInterfaces": listed})
    resolver = ReferenceResolver([web])
    primary, secondary = host_enis.enis(web, resolver)
    assert (primary.key, primary.role, primary.ipv6) == (web.urn + PRIMARY, Role.PRIMARY, exactly(2))
    assert (secondary.role, secondary.vswitch.certain, secondary.ipv6) == (Role.WITH_INSTANCE, "vsw-2", ZERO)
    (attachment,) = host_enis.attachments(web, resolver)
    assert (attachment.eni.certain, attachment.sure, attachment.primary) == ("eni-1", True, False)


def test_a_separate_primary_eni_is_attached_and_not_created() -> None:
    eni = record(Kind.ENI, "eni")
    web = record(Kind.INSTANCE, "web", {"networkInterfaceId": "eni"})
    resolver = ReferenceResolver([eni, web])
    assert list(host_enis.enis(web, resolver)) == []
    (attachment,) = host_enis.attachments(web, resolver)
    assert (attachment.eni.certain, attachment.primary) == (eni.urn, True)


def test_an_unknown_list_of_enis_may_create_and_attach_any_number() -> None:
    web = record(Kind.INSTANCE, "web", {"networkInterfaces": UNKNOWN})
    resolver = ReferenceResolver([web])
    assert hosts.host(web, resolver, Outside()).interfaces.high is None
    _, secondary = host_enis.enis(web, resolver)
    assert (secondary.number.low, secondary.number.high) == (0, None)
    (attachment,) = host_enis.attachments(web, resolver)
    assert not attachment.sure
