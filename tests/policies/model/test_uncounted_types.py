import re

import pytest

from alicloud_policies.model.resource_kinds import KINDS
from alicloud_policies.model.uncounted_types import ACCESS_LISTS, UNCOUNTED
from tests.policies.provider_types import nested_inputs, provider_types

_GROUPS = re.compile(r"securityGroups?(Ids?)?$", re.IGNORECASE)
"""The last part of the names of properties that hold security groups."""
_TEMPLATES = re.compile(r"launchTemplateId$")
OTHERS = {
    "alicloud:ens/instanceSecurityGroupAttachment:InstanceSecurityGroupAttachment",  # groups of edge nodes
}
OTHER_PROPERTIES = re.compile("isEnterpriseSecurityGroup|globalSecurityGroup")


def naming(pattern: re.Pattern[str]) -> set[str]:
    """The types with an input, at any depth, whose name matches."""
    found = set()
    for token, names in nested_inputs().items():
        if any(pattern.search(name) and not OTHER_PROPERTIES.search(name) for name in names):
            found.add(token)
    return found


def test_each_type_that_names_security_groups_is_counted_or_named() -> None:
    assert naming(_GROUPS) - OTHERS - set(KINDS) - ACCESS_LISTS == set()


def test_each_type_that_creates_instances_from_a_template_is_counted() -> None:
    assert naming(_TEMPLATES) - set(KINDS) == set()


def test_no_type_is_in_both_tables() -> None:
    assert not UNCOUNTED.keys() & ACCESS_LISTS


@pytest.mark.parametrize("token", sorted({*UNCOUNTED, *ACCESS_LISTS}))
def test_the_provider_has_the_types_and_inputs(token: str) -> None:
    assert set(UNCOUNTED.get(token, ())) <= set(provider_types()[token])
    assert any(_GROUPS.search(name) for name in nested_inputs()[token])
