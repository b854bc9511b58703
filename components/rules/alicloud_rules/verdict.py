"""The answer to whether a flow arrives: a chain of hops, each of which is there, missing, or not known yet."""

from dataclasses import dataclass
from enum import StrEnum

from .three_valued import Ternary, Unknown, all_of


class Piece(StrEnum):
    """The part of the network that a hop depends on."""

    SOURCE_ADDRESS = "source address"
    TARGET_ADDRESS = "target address"
    VPC_IPV6 = "IPv6 block of the VPC"
    VSWITCH_IPV6 = "IPv6 block of the vSwitch"
    INSTANCE = "instance"
    GUEST = "address in the guest"
    EGRESS_RULE = "egress rule"
    IPV6_GATEWAY = "IPv6 gateway"
    BANDWIDTH = "public bandwidth"
    EGRESS_ONLY_RULE = "egress-only rule"
    INGRESS_RULE = "ingress rule"


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of the chain."""

    piece: Piece
    subject: str
    """Name, or else id, of the resource that has or lacks the piece; an address if no resource has it."""
    ok: Ternary
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole chain from source to target."""

    source: str
    target: str
    hops: tuple[Hop, ...]

    @property
    def answer(self) -> Ternary:
        """Whether the flow and its answer arrive."""
        return all_of(*(hop.ok for hop in self.hops))

    @property
    def reachable(self) -> bool:
        """Whether they certainly arrive."""
        return self.answer is True

    @property
    def missing(self) -> tuple[Hop, ...]:
        """All hops that fail, not only the first."""
        return tuple(hop for hop in self.hops if hop.ok is False)

    def explain(self) -> str:
        """Return one line of verdict and one line per hop."""
        answer = _choose(self.answer, "reachable", "not reachable", "not known yet")
        lines = [f"{self.source} -> {self.target}: {answer}"]
        for hop in self.hops:
            lines.append(f"  {_choose(hop.ok, 'ok', 'MISSING', 'unknown'):7}  {hop.piece}: {hop.detail}")
        return "\n".join(lines)


def _choose(answer: Ternary, yes: str, no: str, unknown: str) -> str:
    return unknown if isinstance(answer, Unknown) else yes if answer else no
