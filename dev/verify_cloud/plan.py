"""Which probes a run has, and what it says before it begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dev.verify_cloud.not_probed import NOT_PROBED
from dev.verify_cloud.probe import FREE, INSTANCE, OTHER_ACCOUNT, Probe
from dev.verify_cloud.run_id import TAG
from dev.verify_cloud.target import Caller

_REQUESTS_EACH = 4


@dataclass(frozen=True)
class Plan:
    """The probes of a run, and the assumptions that it leaves out, with the reason."""

    probes: tuple[Probe, ...]
    left_out: dict[str, str]


def choose(probes: Sequence[Probe], only: Sequence[str], *, instances: bool, other_account: bool) -> Plan:
    """Choose what to try; `only` are names of probes, all of them if empty."""
    if unknown := set(only) - {probe.name for probe in probes}:
        raise ValueError(f"invalid probe {min(unknown)!r}; --list names all of them")
    wanted = [probe for probe in probes if not only or probe.name in only]
    reasons = {
        **({} if instances else {INSTANCE: "needs --instances"}),
        **({} if other_account else {OTHER_ACCOUNT: "needs --other-account ID"}),
    }
    left_out = {key: reasons[probe.needs] for probe in wanted if probe.needs in reasons for key in probe.keys}
    chosen = tuple(probe for probe in wanted if probe.needs not in reasons)
    return Plan(chosen, left_out if only else {**left_out, **NOT_PROBED})


def announce(plan: Plan, run: str, region: str, caller: Caller, service: str) -> Iterator[str]:
    """Yield what a run will make, what that may cost, and how it is deleted again."""
    needs = {probe.needs for probe in plan.probes}
    yield f"{len(plan.probes)} probes on {service}, region {region}, as {caller.arn}"
    yield ""
    if needs <= {FREE}:
        yield "Most requests are refused. One key pair is made, free of charge."
    else:
        yield f"Made, with the tag {TAG}={run} or a name that begins with {run}:"
        yield "  about 3 VPCs, 5 vSwitches, 2 security groups, 6 ENIs, 1 IPv6 gateway, 4 key pairs, 5 RAM roles,"
        yield "  3 RAM policies: free of charge, but they count towards quotas"
        yield "  2 public IPv6 bandwidths of 1 Mbit/s, paid by traffic: nothing sends any"
    if INSTANCE in needs:
        yield "  1 pay-as-you-go instance with a system disk for some minutes: usually less than 1 CNY;"
        yield "  the service releases it after an hour whatever happens"
    yield f"About {_REQUESTS_EACH * len(plan.probes)} requests in some minutes; ActionTrail records some of them."
    yield "Everything is deleted at the end, also after Ctrl+C and after a kill: a second process does that."
    yield f"{len(plan.left_out)} assumptions are left out; --list names them and why."
