"""What a check or a preview came to; every report format is a function of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from alicloud_offline.checking.source import Source

MANDATORY = "mandatory"
ADVISORY = "advisory"


@dataclass(frozen=True)
class Rule:
    """One policy of a pack; ``level`` is the one in force (mandatory, advisory, remediate or disabled)."""

    id: str
    pack: str
    description: str
    level: str
    title: str = ""
    url: str = ""
    remedy: str = ""
    severity: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something wrong, or worth a word: ``level`` is mandatory or advisory, ``urn`` empty when it is of the stack."""

    rule: str
    pack: str
    level: str
    urn: str
    message: str


@dataclass(frozen=True)
class Piece:
    """One resource, for the picture: ``uses`` are the URNs of the resources that its properties come from."""

    urn: str
    type: str
    name: str
    parent: str
    uses: tuple[str, ...] = ()
    source: Source | None = None

    @property
    def kind(self) -> str:
        """The last part of the type, such as EcsNetworkInterface."""
        return self.type.rpartition(":")[2]


@dataclass(frozen=True)
class Exemption:
    """A violation that a pack was told to let pass."""

    rule: str
    resource: str
    reason: str
    owner: str = ""
    expires: str = ""


@dataclass
class Outcome:
    """One run: ``notes`` are what the reader has to know about it, ``seconds`` and ``peak_mib`` what it took."""

    project: str
    stack: str
    pieces: Sequence[Piece] = ()
    rules: Sequence[Rule] = ()
    findings: Sequence[Finding] = ()
    exemptions: Sequence[Exemption] = ()
    notes: Sequence[str] = ()
    seconds: float = 0.0
    peak_mib: float = 0.0
    by: str = "offline check"
    _by_urn: dict[str, Piece] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Put findings in an order that does not change between runs: worst first, then by rule and place."""
        self._by_urn = {piece.urn: piece for piece in self.pieces}
        self.findings = sorted(
            set(self.findings), key=lambda one: (one.level != MANDATORY, one.rule, one.urn, one.message)
        )

    @property
    def mandatory(self) -> list[Finding]:
        """The findings that end a preview with an error."""
        return [one for one in self.findings if one.level == MANDATORY]

    @property
    def advisory(self) -> list[Finding]:
        """The findings that only show."""
        return [one for one in self.findings if one.level != MANDATORY]

    @property
    def count(self) -> int:
        """How many resources there are, as the engine counts them: the stack is one, default providers are none."""
        return sum("::pulumi:providers:" not in urn or "::default" not in urn for urn in self._by_urn)

    def failed(self, *, strict: bool) -> bool:
        """Whether the run is to be refused; ``strict`` refuses advisory findings too."""
        return bool(self.mandatory or (strict and self.advisory))

    def piece(self, urn: str) -> Piece | None:
        """The resource with this URN."""
        return self._by_urn.get(urn)

    def where(self, finding: Finding) -> Source | None:
        """Where the finding's resource was declared."""
        piece = self.piece(finding.urn)
        return piece.source if piece else None

    def rule(self, finding: Finding) -> Rule:
        """The rule of a finding; a rule that nobody described stands for itself."""
        found = {(rule.pack, rule.id): rule for rule in self.rules}.get((finding.pack, finding.rule))
        return found or Rule(finding.rule, finding.pack, finding.rule, finding.level)


def name_of(urn: str) -> str:
    """The resource's name in a URN; empty for the stack itself and for no URN."""
    return "" if _is_stack(urn) else urn.rpartition("::")[2]


def kind_of(urn: str) -> str:
    """The resource's kind in a URN, such as EcsNetworkInterface; ``the stack`` for the stack and for no URN."""
    return "the stack" if _is_stack(urn) else urn.split("::")[2].rpartition("$")[2].rpartition(":")[2]


def called(urn: str) -> str:
    """Kind and name of a resource, as messages call it."""
    return f"{kind_of(urn)} {name_of(urn)}".strip()


def what(finding: Finding) -> str:
    """The message without the resource's own name before it, for where that stands beside it."""
    return finding.message.removeprefix(f"{called(finding.urn)}: ")


def _is_stack(urn: str) -> bool:
    return urn.count("::") < 3 or "::pulumi:pulumi:Stack::" in urn
