"""``ping6`` in a guest: answered from the modelled network, with the output of iputils.

No packet is sent. A failed ping is followed by lines that begin with ``[sandbox]`` and name every missing piece.
"""

from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address, IPv6Network
from random import Random

from alicloud_rules import reachability
from alicloud_rules.addressing import VSWITCH_IPV6_PREFIX
from alicloud_rules.reachability import Verdict
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni, Instance
from alicloud_sandbox.network import reachability_view
from alicloud_sandbox.services.ecs.guest_interfaces import configured, interfaces
from alicloud_sandbox.services.ecs.guest_steps import Ping

_DATA_BYTES = 56
_TTL = 64
#: Round trip times in milliseconds: inside a VPC, and over public addresses of one region.
_NEAR, _FAR = (0.15, 0.45), (1.2, 2.8)


@dataclass(frozen=True)
class Pinged:
    """What a ping prints, its exit code, and how many seconds it takes: ``inf`` when it never ends."""

    lines: list[str]
    code: int
    seconds: float


def ping(call: Call, instance: Instance, asked: Ping, seconds_left: float) -> Pinged:
    """Ping from the instance; a ping without an end prints as much as fits into ``seconds_left``."""
    target = _address(asked.target)
    if target is None:
        return Pinged([f"ping: {asked.target}: Name or service not known", *_note("it resolves no names")], 2, 0)
    if IPv6Address(target).is_loopback or IPv6Address(target).is_link_local:
        return Pinged(_note(f"it models no loopback or link-local addresses such as {target}"), 2, 0)
    source = _source(call, instance, asked.source, target)
    if isinstance(source, Pinged):
        return source
    verdict = _judge(call, source, target)
    sent, seconds = _length(asked, verdict.reachable, seconds_left)
    return _written(call.random(), asked, source, verdict, sent, seconds)


def _judge(call: Call, source: str, target: str) -> Verdict:
    return reachability.ping6(reachability_view.between(call.store, source, target), source, target)


def _missing(verdict: Verdict) -> list[str]:
    """One line per missing piece."""
    pieces = [f"missing {hop.piece}: {hop.detail}" for hop in verdict.missing]
    return _note("no packet was sent; the modelled network says why this fails", *pieces)


def _note(*texts: str) -> list[str]:
    return [f"[sandbox] {text}" for text in texts]


def _address(text: str) -> str | None:
    try:
        return str(IPv6Address(text))
    except AddressValueError:
        return None


def _source(call: Call, instance: Instance, asked: str, target: str) -> str | Pinged:
    """The address to ping from, or what ping says when there is none."""
    found = interfaces(call, instance)
    if asked and (fixed := _address(asked)):
        return _fixed_source(call, list(found.values()), fixed, target)
    if asked and asked not in found:
        return Pinged([f"ping: unknown iface {asked}"], 2, 0)
    enis = [found[asked]] if asked else list(found.values())
    usable = [address for eni in enis for address in configured(call, eni)]
    if usable:
        return next((address for address in usable if _neighbours(address, target)), usable[0])
    return Pinged(["connect: Network is unreachable", *_why_none(call, enis, target)], 2, 0)


def _fixed_source(call: Call, enis: list[Eni], source: str, target: str) -> str | Pinged:
    """The address itself when the guest has it on an interface."""
    if any(source in configured(call, eni) for eni in enis):
        return source
    if any(source in eni.ipv6 for eni in enis):
        why = _missing(_judge(call, source, target))
    else:
        why = _note(f"missing {reachability.Piece.SOURCE_ADDRESS}: no ENI of this instance has {source}")
    return Pinged(["bind: Cannot assign requested address", *why], 2, 0)


def _why_none(call: Call, enis: list[Eni], target: str) -> list[str]:
    """Why the guest has no address to ping from: it has assigned ones that nobody configured, or none at all."""
    assigned = [address for eni in enis for address in eni.ipv6]
    if not assigned:
        names = ", ".join(eni.name or eni.id for eni in enis)
        return _note(f"missing {reachability.Piece.SOURCE_ADDRESS}: no IPv6 address is assigned to {names}")
    return _missing(_judge(call, assigned[0], target))


def _neighbours(address: str, target: str) -> bool:
    return IPv6Address(target) in IPv6Network((int(IPv6Address(address)), VSWITCH_IPV6_PREFIX), strict=False)


def _length(asked: Ping, answered: bool, seconds_left: float) -> tuple[int, float]:
    """How many requests go out, one a second, and how long it takes with the wait for an answer that never comes."""
    last_wait = 0 if answered else asked.wait_seconds
    if asked.count is None or asked.count - 1 + last_wait > seconds_left:
        return int(seconds_left), float("inf")
    return asked.count, asked.count - 1 + last_wait


def _written(random: Random, asked: Ping, source: str, verdict: Verdict, sent: int, seconds: float) -> Pinged:
    device = asked.source if asked.source.startswith("eth") else ""
    origin = f"from {source} {device}: " if asked.source else ""
    lines = [f"PING {asked.target}({verdict.target}) {origin}{_DATA_BYTES} data bytes"]
    public = any(hop.piece is reachability.Piece.BANDWIDTH for hop in verdict.hops)
    times = [random.uniform(*(_FAR if public else _NEAR)) for _ in range(sent)] if verdict.reachable else []
    for sequence, time in enumerate(times, 1):
        lines.append(f"64 bytes from {verdict.target}: icmp_seq={sequence} ttl={_TTL} time={time:.3f} ms")
    if seconds == float("inf"):
        return Pinged([*lines, *_note("ping6 without an end is stopped by the timeout; give -c")], 1, seconds)
    lines += ["", *_statistics(asked.target, sent, times)]
    return Pinged(lines if verdict.reachable else [*lines, *_missing(verdict)], int(not verdict.reachable), seconds)


def _statistics(target: str, sent: int, times: list[float]) -> list[str]:
    loss = 0 if times else 100
    elapsed = max(sent - 1, 0) * 1000 + (2 if times else 999)
    lines = [
        f"--- {target} ping statistics ---",
        f"{sent} packets transmitted, {len(times)} received, {loss}% packet loss, time {elapsed}ms",
    ]
    if not times:
        return lines
    mean = sum(times) / len(times)
    deviation = max(sum(time * time for time in times) / len(times) - mean * mean, 0) ** 0.5
    return [*lines, f"rtt min/avg/max/mdev = {min(times):.3f}/{mean:.3f}/{max(times):.3f}/{deviation:.3f} ms"]
