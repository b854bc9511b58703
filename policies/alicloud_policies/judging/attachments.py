"""Checks of ENIs against the instances that they are attached to."""

from collections.abc import Callable, Iterator

from alicloud_rules.three_valued import Ternary, any_of, join_unknowns, unknown
from alicloud_rules.violation import Violation

from ..model.nodes import SOME_ENI, Attachment, Eni, Host, Role
from ..model.record import Provider
from ..model.refs import same
from ..model.stack_model import StackModel
from ..model.stack_reader import OWN_CREDENTIALS
from .findings import Finding, RuleResult, common_finding, when

PairCheck = Callable[[Eni, Host], Finding]


def check_pairs(stack: StackModel, check: PairCheck) -> Iterator[RuleResult]:
    """Check each attachment, and each ENI that an instance is created with in another vSwitch than its own."""
    for one in stack.attachments:
        if not one.primary:
            yield RuleResult(one, when(one.sure or one.eni.reason_unknown, _check_attachment(stack, one, check)))
    for eni in stack.enis.values():
        if eni.role is Role.WITH_INSTANCE and eni.vswitch != stack.hosts[eni.urn].vswitch:
            yield RuleResult(eni, check(eni, stack.hosts[eni.urn]))


def _check_attachment(stack: StackModel, one: Attachment, check: PairCheck) -> Finding:
    for ref in (one.host, one.eni):
        if ref.undetermined is None and not ref.keys:
            return ref.reason_unknown
    if one.host.undetermined is not None:
        return one.host.undetermined
    enis = one.eni.keys if one.eni.undetermined is None else (one.urn + SOME_ENI,)
    by_eni = [
        common_finding([check(stack.enis[eni], stack.hosts[host]) for host in one.host.keys], one.host) for eni in enis
    ]
    return common_finding(by_eni, one.eni)


def across_accounts(stack: StackModel, eni: Eni, host: Host) -> Ternary:
    """Return whether an ENI and an instance belong to different accounts."""
    return any_of(stack.granted(eni), _in_different_accounts(eni.provider, host.provider))


def _in_different_accounts(one: Provider | None, other: Provider | None) -> Ternary:
    """Return whether two providers use different accounts; resources outside the stack count as the same account."""
    if one is None or other is None or one.urn == other.urn:
        return False
    if (undetermined := join_unknowns((one.account, other.account))) is not None:
        return undetermined
    if one.account == other.account:
        return False
    own = [provider.name for provider in (one, other) if str(provider.account).startswith(OWN_CREDENTIALS)]
    return unknown(f"account of provider {own[0]}") if own else True


def check_zones(stack: StackModel, eni: Eni, host: Host, check: Callable[[str, str], Violation | None]) -> Finding:
    """Check the zones of an ENI and an instance; a shared vSwitch means the same zone, even an unknown one."""
    if same(eni.vswitch, host.vswitch) is True:
        return None
    here, there = stack.zone(eni), stack.zone(host)
    if (undetermined := join_unknowns((here, there))) is not None:
        return undetermined
    if not here or not there:
        return unknown(f"zone of {host.label if here else eni.label}")
    return check(str(here), str(there))
