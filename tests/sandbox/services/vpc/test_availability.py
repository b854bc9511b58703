"""New VPCs, vSwitches, gateways and rules are Pending until their usual time has passed."""

import pytest

from alicloud_sandbox.core.entities import EgressOnlyRule, Entity, Ipv6Gateway, Vpc, VSwitch
from alicloud_sandbox.gateway.products import EVENTS
from tests.sandbox.conftest import Cloud, Net
from tests.sandbox.services.ecs.eni_fixtures import call_of

EVENT_OF: dict[type[Entity], str] = {
    Vpc: "vpc.available",
    VSwitch: "vswitch.available",
    Ipv6Gateway: "ipv6-gateway.available",
    EgressOnlyRule: "egress-only-rule.available",
}


def test_the_event_marks_the_entity_as_available(cloud: Cloud, net: Net) -> None:
    call = call_of(cloud)
    vpc = call.store.get(Vpc, net.vpc)
    assert vpc is not None
    vpc.status = "Pending"
    call.store.put(vpc)
    EVENTS["vpc.available"](call, net.vpc)
    again = call.store.get(Vpc, net.vpc)
    assert again is not None
    assert again.status == "Available"


@pytest.mark.parametrize("event", EVENT_OF.values())
def test_the_event_of_a_deleted_entity_does_nothing(cloud: Cloud, event: str) -> None:
    EVENTS[event](call_of(cloud), "gone")
    assert all(cloud.dispatcher.store.all_accounts(kind) == [] for kind in EVENT_OF)
