"""`ping6` in a guest: answered from the modelled network, in the format of iputils.

No packet is sent. After a failed ping, lines that begin with `[sandbox]` name every missing piece.
"""

from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address, IPv6Network
from random import Random

from alicloud_rules import reachability
from alicloud_rules.addressing import VSWITCH_IPV6_PREFIX
from alicloud_rules.verdict import Piece, Verdict
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni
from alicloud_sandbox.network import reachability_view
from alicloud_sandbox.services.ecs.guest import Guest
from alicloud_sandbox.services.ecs.guest_interfaces import configured, interfaces

_DATA_BYTES = 56
_TTL = 64
#: Round trip times in milliseconds: inside a VPC, and over public addresses of one region.
_NEAR, _FAR = (0.15, 0.45), (1.2, 2.8)
_ENDLESS = float("inf")


@dataclass(frozen=True)
class Ping:
    """The arguments of `ping6`: `source` is an address, an interface or empty; without `count` it never ends."""

    target: str
    source: str = ""
    count: int | None = None
    wait_seconds: float = 10.0


class _NoSourceError(Exception):
    """There is no address to ping from; the arguments are the lines to print."""


def ping(guest: Guest, asked: Ping) -> int:
    """Ping from the guest and return the exit code; a ping without end prints as much as fits into the time left."""
    target = _address(asked.target)
    if target is None:
        guest.lines += [f"ping: {asked.target}: Name or service not known", *_note("the sandbox resolves no names")]
        return 2
    if IPv6Address(target).is_loopback or IPv6Address(target).is_link_local:
        guest.lines += _note(f"the sandbox models no loopback or link-local addresses such as {target}")
        return 2
    try:
        source = _source(guest, asked.source, target)
    except _NoSourceError as error:
        guest.lines += error.args
        return 2
    verdict = _judge(guest.call, source, target)
    sent, seconds = _duration(asked, verdict.reachable, guest.seconds_left)
    guest.lines += _output(guest.call.random(), asked, source, verdict, sent, seconds)
    guest.seconds_left -= seconds
    return int(not verdict.reachable or seconds == _ENDLESS)


def _judge(call: Call, source: str, target: str) -> Verdict:
    return reachability.ping6(reachability_view.between(call.store, source, target), source, target)


def _missing(verdict: Verdict) -> list[str]:
    """Return one line per missing piece."""
    pieces = [f"missing {hop.piece}: {hop.detail}" for hop in verdict.missing]
    return _note("no packet was sent; the modelled network says why this fails", *pieces)


def _note(*messages: str) -> list[str]:
    return [f"[sandbox] {message}" for message in messages]


def _address(text: str) -> str | None:
    try:
        return str(IPv6Address(text))
    except AddressValueError:
        return None


def _source(guest: Guest, asked: str, target: str) -> str:
    """Return the address to ping from."""
    found = interfaces(guest)
    if asked and (fixed := _address(asked)):
        return _fixed_source(guest, list(found.values()), fixed, target)
    if asked and asked not in found:
        raise _NoSourceError(f"ping: unknown iface {asked}")
    enis = [found[asked]] if asked else list(found.values())
    usable = [address for eni in enis for address in configured(guest, eni)]
    if not usable:
        raise _NoSourceError("connect: Network is unreachable", *_why_none(guest, enis, target))
    return next((address for address in usable if _neighbours(address, target)), usable[0])


def _fixed_source(guest: Guest, enis: list[Eni], source: str, target: str) -> str:
    """Return the address itself when the guest has it on an interface."""
    if any(source in configured(guest, eni) for eni in enis):
        return source
    if any(source in eni.ipv6 for eni in enis):
        why = _missing(_judge(guest.call, source, target))
    else:
        why = _note(f"missing {Piece.SOURCE_ADDRESS}: no ENI of this instance has {source}")
    raise _NoSourceError("bind: Cannot assign requested address", *why)


def _why_none(guest: Guest, enis: list[Eni], target: str) -> list[str]:
    """Explain why the guest has no address to ping from: none is assigned, or none of the assigned is configured."""
    assigned = [address for eni in enis for address in eni.ipv6]
    if not assigned:
        names = ", ".join(eni.name or eni.id for eni in enis)
        return _note(f"missing {Piece.SOURCE_ADDRESS}: no IPv6 address is assigned to {names}")
    return _missing(_judge(guest.call, assigned[0], target))


def _neighbours(address: str, target: str) -> bool:
    return IPv6Address(target) in IPv6Network((int(IPv6Address(address)), VSWITCH_IPV6_PREFIX), strict=False)


def _duration(asked: Ping, answered: bool, seconds_left: float) -> tuple[int, float]:
    """Return the number of requests, one a second, and the seconds until the ping ends (infinite: the timeout does)."""
    last_wait = 0 if answered else asked.wait_seconds
    if asked.count is None or asked.count - 1 + last_wait > seconds_left:
        return int(seconds_left), _ENDLESS
    return asked.count, asked.count - 1 + last_wait


def _output(random: Random, asked: Ping, source: str, verdict: Verdict, sent: int, seconds: float) -> list[str]:
    device = asked.source if asked.source.startswith("eth") else ""
    origin = f"from {source} {device}: " if asked.source else ""
    lines = [f"PING {asked.target}({verdict.target}) {origin}{_DATA_BYTES} data bytes"]
    public = any(hop.piece is Piece.BANDWIDTH for hop in verdict.hops)
    times = [random.uniform(*(_FAR if public else _NEAR)) for _ in range(sent)] if verdict.reachable else []
    for sequence, time in enumerate(times, 1):
        lines.append(f"64 bytes from {verdict.target}: icmp_seq={sequence} ttl={_TTL} time={time:.3f} ms")
    if seconds == _ENDLESS:
        return [*lines, *_note("ping6 without an end is stopped by the timeout; give -c")]
    lines += ["", *_statistics(asked.target, sent, times)]
    return lines if verdict.reachable else [*lines, *_missing(verdict)]


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
