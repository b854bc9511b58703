"""Two vSwitches of one VPC never share the same IPv6 mask."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from alicloud_rules.limits import ipv6_mask_unique

from ..plan.model import Plan
from ..plan.nodes import Vswitch
from ..plan.values import Unknown
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check
from .hosting import Finding, name_of


def judge(plan: Plan, _settings: Settings) -> Iterator[Verdict]:
    """Judge each vSwitch with an IPv6 mask by the others of its VPC."""
    having = [one for one in plan.vswitches.values() if one.mask is not None]
    masks = _Masks(plan, having)
    for one in having:
        yield judged(one.urn, one.label, *masks.alone(one))


class _Masks:
    """The masks in use, counted once, so that each vSwitch is judged in the same short time."""

    def __init__(self, plan: Plan, having: Sequence[Vswitch]) -> None:
        self._plan = plan
        self._known = Counter((vpc.key, mask) for vpc in plan.vpcs.values() for mask in vpc.masks)
        self._pending: dict[tuple[str | None, int | None], list[Unknown]] = defaultdict(list)
        """Those of which not all is known, by what is: the VPC's key or else None, the mask or else None."""
        for one in having:
            vpc, mask, doubt = _place(one)
            if doubt is None and vpc is not None and mask is not None:
                self._known[vpc, mask] += 1
            elif doubt is not None:
                self._pending[vpc, mask].append(doubt)
        self._by_vpc = Counter(vpc for vpc, _ in self._known.elements())
        self._by_mask = Counter(mask for _, mask in self._known.elements())

    def alone(self, one: Vswitch) -> Finding:
        """Return whether no other vSwitch has this one's mask in its VPC, and what is wrong if one has."""
        vpc, mask, doubt = _place(one)
        if vpc is not None and mask is not None and self._known[vpc, mask] > 1:
            where = f"They are in VPC {name_of(self._plan.vpcs[vpc].label)}."
            return False, ipv6_mask_unique.shared_masks([mask]).with_note(where)
        if doubt is None:
            doubts = [found for key in ((vpc, None), (None, mask), (None, None)) for found in self._pending[key]]
            return (doubts[0] if doubts else True), None
        return (doubt if self._has_rivals(vpc, mask) else True), None

    def _has_rivals(self, vpc: str | None, mask: int | None) -> bool:
        """Whether a vSwitch of which only this much is known may be equal to another one."""
        if vpc is not None and self._by_vpc[vpc]:
            return True
        if mask is not None and self._by_mask[mask]:
            return True
        if vpc is None and mask is None and self._known:
            return True
        return sum(map(len, self._pending.values())) > 1


def _place(one: Vswitch) -> tuple[str | None, int | None, Unknown | None]:
    """Return the VPC's key and the mask, as far as they are known, and the doubt where they are not."""
    vpc = one.vpc.certain
    mask = None if isinstance(one.mask, Unknown) else one.mask
    doubts = [one.mask] if isinstance(one.mask, Unknown) else []
    if vpc is None:
        doubts.append(one.vpc.doubt)
    missing = frozenset[str]().union(*(doubt.missing for doubt in doubts))
    return vpc, mask, Unknown(missing) if missing else None


CHECK = Check(
    id="ipv6-mask-unique",
    judge=judge,
    remedy="Give each vSwitch of the VPC an ipv6CidrBlockMask of its own, 0 to 255.",
    url="https://www.alibabacloud.com/help/en/virtual-private-cloud/latest/vpcs-and-vswitchs-overview",
    properties=("outside",),
)
