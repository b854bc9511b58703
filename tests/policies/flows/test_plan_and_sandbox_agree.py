"""What the plan says for sure about a flow holds in the sandbox once the same network exists.

Both are built by the same steps. This does not prove that the sandbox is like the service.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from ipaddress import IPv6Address
from typing import Generic, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from alicloud_policies.config.flow_settings import FlowSpec
from alicloud_rules.path_ends import End, Outside, ends_of
from alicloud_rules.reachability import Request, judge
from alicloud_rules.security_groups import ANY_PORT, Direction, Policy, Rule
from alicloud_rules.three_valued import Ternary, Unknown
from alicloud_sandbox.core import entities
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.network import reachability_view
from policy_testkit import PlannedResource, PlannedStack
from tests.policies.flows.flow_plans import IMAGE, IMAGE_WITH_IPV6, flows_of
from tests.policies.scenario_builders import REGION, PlanBuilder, SandboxBuilder, ScenarioBuilder
from tests.sandbox.conftest import cloud_with

T = TypeVar("T")
OUTSIDE = Outside(IPv6Address("2600::1"))
REQUESTS = (Request(), Request("tcp", 22))
Answers = dict[tuple[str, str, Request], Ternary]


@dataclass(frozen=True)
class DrawnEni:
    """An ENI of a drawn network, by the numbers of its group and instance."""

    group: int
    attached: bool
    assigned: bool
    public: bool


@dataclass(frozen=True)
class DrawnVpc:
    """A VPC of a drawn network, with an instance, ENIs, and two groups with rules."""

    gateway: bool
    image: str
    kinds: tuple[str, str]
    rules: tuple[tuple[int, Rule, bool], ...]
    """With the number of the group; the last one: whether the other side is the other group."""
    enis: tuple[DrawnEni, ...]


RULES = st.builds(
    Rule,
    direction=st.sampled_from((Direction.INGRESS, Direction.INGRESS, Direction.EGRESS)),
    policy=st.sampled_from((Policy.ACCEPT, Policy.ACCEPT, Policy.DROP)),
    protocol=st.sampled_from(("all", "icmpv6", "tcp")),
    port_range=st.just(ANY_PORT),
    cidr=st.sampled_from(("::/0", "2600::/16", "2000::/3")),
    group_id=st.none(),
    priority=st.integers(1, 3),
).map(lambda rule: replace(rule, port_range="20/30") if rule.protocol == "tcp" else rule)
ENIS = st.builds(DrawnEni, st.integers(0, 1), st.booleans(), st.booleans(), st.booleans())
KINDS = st.sampled_from((("normal", "normal"), ("normal", "normal"), ("enterprise", "enterprise")))
PLACED_RULES = st.tuples(st.integers(0, 1), RULES, st.booleans())
VPCS = st.builds(
    DrawnVpc,
    gateway=st.booleans(),
    image=st.sampled_from((IMAGE, IMAGE_WITH_IPV6, IMAGE_WITH_IPV6)),
    kinds=KINDS,
    rules=st.lists(PLACED_RULES, max_size=3).map(tuple),
    enis=st.lists(ENIS, min_size=1, max_size=1).map(tuple),
)


class Built(Generic[T]):
    """The ENIs of a network by name, in the plan or in the sandbox."""

    def __init__(self, builder: ScenarioBuilder[T], vpcs: tuple[DrawnVpc, ...]) -> None:
        self.enis: dict[str, T] = {}
        for number, drawn in enumerate(vpcs):
            for place, eni in enumerate(self._build(builder, drawn)):
                self.enis[f"{number}-{place}"] = eni

    def _build(self, builder: ScenarioBuilder[T], drawn: DrawnVpc) -> Iterator[T]:
        vpc = builder.vpc()
        vswitch, groups = builder.vswitch(vpc), [builder.group(vpc, kind) for kind in drawn.kinds]
        gateway = builder.gateway(vpc) if drawn.gateway else None
        for group, rule, by_peer in drawn.rules:
            by_group = by_peer and drawn.kinds[0] == "normal"
            builder.any_rule(groups[group], rule, groups[1 - group] if by_group else None)
        instance = builder.instance(vswitch, groups[0], image=drawn.image)
        for one in drawn.enis:
            eni = builder.eni(vswitch, groups[one.group])
            if one.attached:
                builder.attach(eni, instance)
            if one.assigned:
                assigned = builder.assign(eni, 1)
                if one.public and gateway is not None:
                    builder.bandwidth(assigned, gateway)
            yield eni


def planned_answers(vpcs: tuple[DrawnVpc, ...]) -> Answers:
    plan = PlannedStack()
    built: Built[PlannedResource] = Built(PlanBuilder(plan), vpcs)
    flows, found = flows_of(plan), Answers()
    named = {key: flows.ends.named(eni.name)[0] for key, eni in built.enis.items()}
    named["internet"] = flows.ends.named(str(OUTSIDE.address))[0]
    for source, start in named.items():
        for target, end in named.items():
            for request in REQUESTS if source != target else ():
                spec = FlowSpec(
                    "", "", request.protocol, range(request.port, request.port + 1) if request.port else None
                )
                (flow,) = flows.judged(spec, start, end)
                found[source, target, request] = flow.answer
    return found


def sandbox_answers(vpcs: tuple[DrawnVpc, ...]) -> Answers:
    cloud = cloud_with().at(REGION)
    built: Built[str] = Built(SandboxBuilder(cloud), vpcs)
    store, found = cloud.dispatcher.store, Answers()
    texts = {key: [one.address for one in store.find(entities.Ipv6Address, eni=eni)] for key, eni in built.enis.items()}
    texts["internet"] = [str(OUTSIDE.address)]
    for source, here in texts.items():
        for target, there in texts.items():
            for request in REQUESTS if source != target else ():
                arrives = (
                    here and there and judge(_end(store, *here, *there), _end(store, *there, *here), request).answer
                )
                found[source, target, request] = arrives or False
    return found


def _end(store: Store, address: str, other: str) -> End | Outside:
    """Return the end with an address, in the part of the network that decides about it and another address."""
    network = reachability_view.between(store, address, other)
    ends = [end for eni in network.enis.values() for end in ends_of(network, eni) if end.text == address]
    return ends[0] if ends else OUTSIDE


@settings(max_examples=25, deadline=None)
@given(vpcs=st.tuples(VPCS, VPCS))
def test_definite_answers_hold(vpcs: tuple[DrawnVpc, DrawnVpc]) -> None:
    known = sandbox_answers(vpcs)
    for key, answer in planned_answers(vpcs).items():
        assert isinstance(answer, Unknown) or answer == known[key], key


def test_the_networks_have_both_answers() -> None:
    """A network with everything is reachable, in the plan and in the sandbox, and one without is not."""
    rule = Rule(Direction.INGRESS, Policy.ACCEPT, "icmpv6", ANY_PORT, "::/0", None, 1)
    whole = DrawnVpc(True, IMAGE_WITH_IPV6, ("normal", "normal"), ((0, rule, False),), (DrawnEni(0, True, True, True),))
    for answers in (planned_answers((whole, whole)), sandbox_answers((whole, whole))):
        assert {answer for (*_, request), answer in answers.items() if request == Request()} == {True}
        assert answers["internet", "0-0", Request("tcp", 22)] is False
