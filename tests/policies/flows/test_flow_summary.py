from alicloud_policies.flows.flow_summary import Reach, reaches
from policy_testkit import UNKNOWN, PlannedStack
from tests.policies.flows.flow_plans import flows_of, two_sites

IN = ("internet", "two-ecs")


def found(plan: PlannedStack) -> dict[tuple[str, str], Reach]:
    return {(one.source, one.target): one for one in reaches(flows_of(plan))}


def test_each_pair_of_instances_and_the_internet_is_answered_once() -> None:
    summary = found(two_sites())
    ends = ("internet", "one-ecs", "two-ecs")
    assert sorted(summary) == sorted((one, other) for one in ends for other in ends if one != other)
    assert summary["one-ecs", "two-ecs"].open == ("icmpv6",)


def test_neighbouring_ports_are_one_range() -> None:
    plan = two_sites(rule_ipProtocol="tcp", rule_portRange="20/30")
    plan.resource(
        "alicloud:ecs/securityGroupRule:SecurityGroupRule",
        "next",
        {
            "type": "ingress",
            "ipProtocol": "tcp",
            "portRange": "31/40",
            "ipv6CidrIp": "::/0",
            "securityGroupId": next(one for one in plan.resources if one.name == "two-sg").id,
        },
    )
    assert found(plan)[IN].open == ("tcp/20-40",)


def test_what_is_open_for_some_addresses_says_so() -> None:
    assert found(two_sites(rule_ipv6CidrIp="2600::/16"))[IN].open == ("icmpv6 in part",)


def test_without_an_open_flow_the_missing_pieces_are_named() -> None:
    closed = found(two_sites({"bandwidth", "rule"}))[IN]
    assert (closed.open, closed.missing) == ((), ("public bandwidth", "ingress rule"))


def test_what_the_answer_depends_on_is_named() -> None:
    undecided = found(two_sites(rule_policy=UNKNOWN))[IN]
    assert (undecided.missing, undecided.depends_on) == ((), ("policy of SecurityGroupRule two-rule",))
