"""Goes over everything that puts an ENI on an instance, and tells whether that crosses accounts."""

from collections.abc import Callable, Iterator

from alicloud_rules.violation import Violation

from ..plan.model import Plan
from ..plan.nodes import SOME_ENI, Attachment, Eni, Host, Role
from ..plan.reader import OWN_CREDENTIALS
from ..plan.record import Provider
from ..plan.values import Ref, Truth, Unknown, any_of, same, unknown
from ..verdicts import Verdict, judged
from .hosting import Finding, agreed

JudgePair = Callable[[Eni, Host], Finding]


def pairs(plan: Plan, judge: JudgePair) -> Iterator[Verdict]:
    """Yield the verdict on each attachment, and on each ENI with a vSwitch of its own that an instance comes with."""
    for one in plan.attachments:
        if one.primary:
            continue
        fine, violation = _pair(plan, one, judge)
        doubts = [] if one.sure else [one.eni.doubt]
        yield judged(one.urn, one.label, any_of(fine, *doubts), violation)
    for eni in plan.enis.values():
        if eni.role is Role.WITH_INSTANCE and eni.vswitch != plan.hosts[eni.urn].vswitch:
            yield judged(eni.urn, eni.label, *judge(eni, plan.hosts[eni.urn]))


def _pair(plan: Plan, one: Attachment, judge: JudgePair) -> Finding:
    enis = [plan.enis[key] for key in _candidates(one.eni, one.urn + SOME_ENI)]
    for ref in (one.host, one.eni):
        if ref.open is None and not ref.keys:
            return ref.doubt, None
    if one.host.open is not None:
        return one.host.open, None
    by_eni = [agreed([judge(eni, plan.hosts[key]) for key in one.host.keys], one.host) for eni in enis]
    return agreed(by_eni, one.eni)


def _candidates(ref: Ref, stand_in: str) -> tuple[str, ...]:
    return (stand_in,) if ref.open is not None else ref.keys


def across_accounts(plan: Plan, eni: Eni, host: Host) -> Truth:
    """Return whether an ENI and an instance belong to different accounts."""
    return any_of(plan.granted(eni), _differ(eni.provider, host.provider))


def _differ(one: Provider | None, other: Provider | None) -> Truth:
    """Return whether two providers work in different accounts; what lives outside the stack is taken to be in one."""
    if one is None or other is None or one.urn == other.urn:
        return False
    doubts = [account for account in (one.account, other.account) if isinstance(account, Unknown)]
    if doubts:
        return any_of(*doubts)
    if one.account == other.account:
        return False
    own = [one_of.name for one_of in (one, other) if str(one_of.account).startswith(OWN_CREDENTIALS)]
    return unknown(f"account of provider {own[0]}") if own else True


def same_zone(plan: Plan, eni: Eni, host: Host, check: Callable[[str, str], Violation | None]) -> Finding:
    """Return whether a check of both zones finds them right; one vSwitch is in one zone, whichever that is."""
    if same(eni.vswitch, host.vswitch) is True:
        return True, None
    zones = plan.zone(eni), plan.zone(host)
    doubts = [zone for zone in zones if isinstance(zone, Unknown)]
    if doubts:
        return any_of(*doubts), None
    here, there = zones
    if not here or not there:
        return unknown(f"zone of {host.label if here else eni.label}"), None
    violation = check(str(here), str(there))
    return violation is None, violation
