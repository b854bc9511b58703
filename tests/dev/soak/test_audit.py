"""States against an inventory."""

from typing import Any

import pytest

from dev.soak.audit import Audit, audit

VPC = "alicloud:vpc/network:Network"
ASSIGNMENT = "pulumi-python:dynamic/ipv6:Ipv6Assignment"


def thing(identifier: str, name: str = "a", **more: str) -> dict[str, str]:
    return {"id": identifier, "name": name, **more}


def state(*resources: dict[str, Any], pending: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"deployment": {"resources": list(resources), "pending_operations": list(pending)}}


def resource(identifier: str, kind: str = VPC, **more: object) -> dict[str, Any]:
    return {"urn": f"urn:{kind}::{identifier}", "type": kind, "id": identifier, "provider": "p", **more}


def found(*exports: dict[str, Any], addresses: bool = True, **kinds: list[dict[str, str]]) -> Audit:
    inventory = {"resource": {kind.replace("_", "-"): things for kind, things in kinds.items()}, "user": {}}
    return audit(exports, inventory, addresses=addresses)


def test_what_every_state_has_once_is_right() -> None:
    assert not found(state(resource("vpc-1")), state(resource("vpc-2")), vpc=[thing("vpc-1"), thing("vpc-2", "b")])


def test_what_no_state_has_is_an_orphan() -> None:
    result = found(state(), vpc=[thing("vpc-1")])
    assert result == Audit(orphans=("resource's vpc 'a' (vpc-1)",))
    assert str(result) == "orphans: resource's vpc 'a' (vpc-1)"


def test_a_second_one_of_that_name_is_a_duplicate() -> None:
    result = found(state(resource("vpc-1")), vpc=[thing("vpc-1"), thing("vpc-2")])
    assert result == Audit(duplicates=("resource's vpc 'a' (vpc-2)",))


def test_one_id_in_two_places_of_the_state_is_a_duplicate() -> None:
    result = found(state(resource("vpc-1")), state(resource("vpc-1")), vpc=[thing("vpc-1")])
    assert result.duplicates == (f"{VPC} vpc-1 in the state",)


def test_pending_operations_are_named() -> None:
    pending = {"type": "deleting", "resource": resource("vpc-1")}
    assert found(state(pending=(pending,))) == Audit(pending=("deleting vpc-1",))


def test_the_assignment_has_addresses_and_the_instance_its_primary_eni() -> None:
    assigned = resource("eni-1/ipv6", ASSIGNMENT, outputs={"ipv6AddressIds": ["ipv6-1"]})
    kinds: dict[str, Any] = {"ipv6_address": [thing("ipv6-1", "")], "eni": [thing("eni-2", "", kind="Primary")]}
    assert not found(state(assigned), **kinds)
    assert found(state(), **kinds) == Audit(orphans=("resource's ipv6-address '' (ipv6-1)",))
    assert not found(state(), addresses=False, **kinds)


@pytest.mark.parametrize(("known", "wrong"), [("ipv6-eni", False), ("other", True)])
def test_what_ram_has_is_known_by_its_name(known: str, wrong: bool) -> None:
    role = resource(known, "alicloud:ram/role:Role")
    assert bool(found(state(role), ram_role=[thing("role-1", "ipv6-eni")])) is wrong
