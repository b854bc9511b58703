from datetime import UTC, datetime

import pytest

from alicloud_ipv6.recover.stack_state import (
    has_secrets,
    interrupted_creates,
    known_ids,
    provider_inputs,
    with_created,
)
from tests.components.recover.interrupted import PROVIDER, SECRET, SWITCH, VPC, creating, exported, resource, urn


def test_reads_a_pending_create() -> None:
    [create] = interrupted_creates(exported(creating("main", inputs={"vpcName": "a", "__defaults": []})))
    assert (create.urn, create.name, create.type, create.provider) == (urn("main"), "main", VPC, PROVIDER)
    assert create.inputs == {"vpcName": "a"}
    assert create.known_id == ""


def test_leaves_out_other_operations() -> None:
    assert interrupted_creates(exported({"type": "updating", "resource": resource("main")})) == []


def test_has_nothing_in_a_stack_that_was_never_updated() -> None:
    assert interrupted_creates({"version": 3, "deployment": {}}) == []


def test_cannot_have_begun_before_the_last_of_what_it_needs_was_created() -> None:
    vpc = resource("main", id="vpc-1", created="2026-11-27T11:30:00Z", modified="2026-11-27T12:00:00Z")
    [create] = interrupted_creates(exported(creating("a", SWITCH, dependencies=[urn("main")]), resources=(vpc,)))
    assert create.not_before == datetime(2026, 11, 27, 11, 30, tzinfo=UTC)


def test_names_secrets_without_their_values() -> None:
    inputs = {"instanceName": "a", "password": SECRET, "parameters": {"key": [SECRET]}}
    [create] = interrupted_creates(exported(creating("a", inputs=inputs)))
    assert create.inputs == {"instanceName": "a"}
    assert create.secrets == {"password", "parameters"}


def test_knows_that_a_later_up_created_the_resource() -> None:
    [create] = interrupted_creates(exported(creating("main"), resources=(resource("main", id="vpc-2"),)))
    assert create.known_id == "vpc-2"


def test_finds_the_inputs_of_a_provider() -> None:
    assert provider_inputs(exported(), PROVIDER) == {"region": "cn-beijing"}
    with pytest.raises(KeyError):
        provider_inputs(exported(), "urn:pulumi:dev::shop::pulumi:providers:alicloud::other::1")


def test_sees_secrets_at_any_depth() -> None:
    assert has_secrets({"a": [{"b": SECRET}]})
    assert not has_secrets({"a": [{"b": "plain"}]})


def test_knows_what_every_stack_has() -> None:
    one = exported(resources=(resource("main", id="vpc-1"),))
    other = exported(resources=(resource("main", id="vpc-2"),))
    assert {(VPC, "vpc-1"), (VPC, "vpc-2")} <= known_ids([one, other])


def test_completes_some_and_forgets_the_others() -> None:
    update = {"type": "updating", "resource": resource("updated")}
    pending = (creating("taken", inputs={"vpcName": "a", "__defaults": []}), creating("gone"), update)
    before = exported(*pending)
    after = with_created(before, {urn("taken"): "vpc-1"})["deployment"]
    assert not after.get("pending_operations")
    taken = after["resources"][-1]
    assert taken["id"] == "vpc-1"
    assert taken["inputs"] == {"vpcName": "a", "__defaults": []}
    assert taken["outputs"] == {"vpcName": "a", "id": "vpc-1"}
    assert len(before["deployment"]["pending_operations"]) == 3, "the export itself is not changed"
