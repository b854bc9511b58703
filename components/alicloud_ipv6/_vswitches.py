"""The vSwitches of a VPC: given one by one, or made from a list of zones."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from alicloud_rules.addressing import (
    check_mask,
    check_overlap,
    check_vpc_cidr,
    check_vswitch_cidr,
    check_vswitch_count,
    vswitch_blocks,
)
from alicloud_rules.limits import ipv6_mask_unique
from alicloud_rules.violation import Violation

from ._construction_checks import Problems, existing_problems, known


@dataclass(frozen=True, kw_only=True)
class VswitchArgs:
    """One vSwitch of the VPC with its IPv6 block; or an existing one, by its id alone."""

    zone_id: pulumi.Input[str] | None = None
    """The zone, such as `cn-beijing-h`; required without `vswitch_id`."""
    cidr_block: pulumi.Input[str] | None = None
    """The IPv4 block, /16 to /29, inside the VPC's; required without `vswitch_id`."""
    ipv6_mask: int | None = None
    """The last 8 bits, 0 to 255, that make the vSwitch's /64 out of the VPC's /56; required without `vswitch_id`.

    No two vSwitches of a VPC share a mask.
    """
    name: pulumi.Input[str] | None = None
    """The vSwitch's name; default: the component's name, `-vsw-` and the mask."""
    vswitch_id: pulumi.Input[str] | None = None
    """An existing vSwitch, used as it is in place of a created one, without any other input."""


Zones = Sequence[pulumi.Input[str]] | None
Given = Sequence[VswitchArgs] | None
VpcBlock = pulumi.Input[str] | None


def desired_vswitches(vpc_block: VpcBlock, given: Given, zones: Zones) -> Sequence[VswitchArgs]:
    """Return the given vSwitches, or one for each zone; none while the inputs for these are wrong."""
    if zones is None:
        return given or ()
    plain = known(vpc_block, str)
    if plain is None or check_vpc_cidr(plain) or check_vswitch_count(plain, len(zones)):
        return ()
    blocks = enumerate(zip(zones, vswitch_blocks(plain, len(zones)), strict=True))
    return [VswitchArgs(zone_id=zone, cidr_block=block, ipv6_mask=mask) for mask, (zone, block) in blocks]


def vswitches_problems(vpc_block: VpcBlock, given: Given, zones: Zones) -> Problems:
    """Check the inputs `vswitches` and `zones`, as far as they are known."""
    if zones is not None:
        return {"zones": _zones_problem(vpc_block, given, zones)}
    problems: Problems = {"vswitches": _vswitches_problem(vpc_block, given)}
    for index, vswitch in enumerate(given or ()):
        required = ["zone_id", "cidr_block", "ipv6_mask"]
        found = existing_problems(vswitch, "vswitch_id", required=required, optional=["name"])
        problems |= {f"vswitches[{index}].{name}": problem for name, problem in found.items()}
    return problems


def _zones_problem(vpc_block: VpcBlock, given: Given, zones: Sequence[pulumi.Input[str]]) -> Violation | str | None:
    if given is not None:
        return "Give either vswitches or zones."
    if not zones:
        return "A VPC needs at least one zone."
    plain = known(vpc_block, str)
    if plain is None:
        return "It needs a cidr_block that is known when the program runs, to divide it; otherwise give vswitches."
    return None if check_vpc_cidr(plain) else check_vswitch_count(plain, len(zones))


def _vswitches_problem(vpc_block: VpcBlock, given: Given) -> Violation | str | None:
    if not given:
        return "A VPC needs at least one vSwitch: give vswitches or zones."
    masks = [vswitch.ipv6_mask for vswitch in given if vswitch.ipv6_mask is not None]
    problems = [check_mask(mask) for mask in masks]
    problems.append(ipv6_mask_unique.check(masks))
    return next(filter(None, problems), None) or _blocks_problem(known(vpc_block, str), given)


def _blocks_problem(vpc_block: str | None, given: Sequence[VswitchArgs]) -> Violation | str | None:
    """Check the vSwitches' IPv4 blocks, also against the VPC's if that is known."""
    if vpc_block is not None and check_vpc_cidr(vpc_block):
        return None
    blocks = {str(vswitch.ipv6_mask): vswitch.cidr_block for vswitch in given}
    plain = {mask: block for mask, block in blocks.items() if isinstance(block, str)}
    problems = [check_vswitch_cidr(block, vpc_block) for block in plain.values()]
    return next(filter(None, problems), None) or check_overlap(plain)
