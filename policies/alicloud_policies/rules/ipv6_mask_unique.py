"""Two vSwitches of one VPC must not share an IPv6 mask, unless their /64s are in different IPv6 blocks of the VPC."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from alicloud_rules.limits import ipv6_mask_unique as limit
from alicloud_rules.three_valued import Ternary, Unknown, any_of, join_unknowns

from ..config.policy_settings import Settings
from ..judging.findings import Finding, RuleResult, name_of
from ..judging.rule import LimitRule
from ..model.ipv6_blocks import NamedBlock
from ..model.nodes import Vpc, Vswitch
from ..model.stack_model import StackModel


def check(stack: StackModel, _settings: Settings) -> Iterator[RuleResult]:
    """Check each vSwitch with an IPv6 mask against the others of its VPC."""
    masked = [one for one in stack.vswitches.values() if one.mask is not None]
    masks = _Masks(stack, masked)
    for one in masked:
        yield RuleResult(one, masks.check(one))


class _Masks:
    """The masks in use, counted once, so that checking a vSwitch takes constant time."""

    def __init__(self, stack: StackModel, masked: Sequence[Vswitch]) -> None:
        self._stack = stack
        self._known: dict[tuple[str, int], list[NamedBlock]] = defaultdict(list)
        """The IPv6 blocks of the vSwitches by VPC and mask."""
        for one in stack.vpcs.values():
            for outside in one.masks:
                self._known[one.key, outside].append(NamedBlock(f"vpcIpv6CidrBlock of a vSwitch of {one.label}"))
        self._pending: dict[tuple[str | None, int | None], list[Unknown]] = defaultdict(list)
        """The vSwitches with an unknown VPC or mask, by the key of the VPC or None, and the mask or None."""
        for vswitch in masked:
            vpc, mask, reason = _vpc_and_mask(vswitch)
            if reason is not None:
                self._pending[vpc, mask].append(reason)
            elif vpc is not None and mask is not None:
                self._known[vpc, mask].append(vswitch.block)
        self._vpcs = {vpc for vpc, _ in self._known}
        self._masks = {mask for _, mask in self._known}

    def check(self, one: Vswitch) -> Finding:
        """Check that no other vSwitch of the VPC has the mask of this one."""
        vpc, mask, reason = _vpc_and_mask(one)
        if reason is not None:
            return reason if self._may_have_rivals(vpc, mask) else None
        if vpc is None or mask is None:
            return None
        shared = self._shares_block(one, self._stack.vpcs[vpc], self._known[vpc, mask])
        if shared is True:
            return limit.shared_masks([mask]).with_note(f"They are in VPC {name_of(self._stack.vpcs[vpc].label)}.")
        return join_unknowns([shared]) or next(
            (found[0] for key in ((vpc, None), (None, mask), (None, None)) if (found := self._pending[key])), None
        )

    @staticmethod
    def _shares_block(one: Vswitch, vpc: Vpc, blocks: Sequence[NamedBlock]) -> Ternary:
        """Return whether another vSwitch with the mask of this one uses the same IPv6 block."""
        reasons = []
        for other in blocks:
            shared = vpc.blocks.same(one.block, other) if other is not one.block else False
            if shared is True:
                return True
            reasons.append(shared)
        return any_of(*reasons)

    def _may_have_rivals(self, vpc: str | None, mask: int | None) -> bool:
        """Return whether a vSwitch with an unknown VPC or mask may share them with another one."""
        if vpc in self._vpcs or mask in self._masks:
            return True
        return (vpc is None and mask is None and bool(self._known)) or sum(map(len, self._pending.values())) > 1


def _vpc_and_mask(one: Vswitch) -> tuple[str | None, int | None, Unknown | None]:
    """Return the key of the VPC and the mask, as far as they are known, and why they are not."""
    vpc = one.vpc.certain
    mask = None if isinstance(one.mask, Unknown) else one.mask
    return vpc, mask, join_unknowns((one.mask, one.vpc.reason_unknown if vpc is None else None))


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Set a different ipv6CidrBlockMask (0 to 255) for each vSwitch of the VPC.",
    url="https://www.alibabacloud.com/help/en/virtual-private-cloud/latest/vpcs-and-vswitchs-overview",
    properties=("outside",),
)
