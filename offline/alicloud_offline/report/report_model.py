"""Data of a report on one check or preview; every format is a function of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from alicloud_offline.report.visible_text import visible, visible_lines

MANDATORY = "mandatory"
ADVISORY = "advisory"
_MULTILINE = ("message", "description", "remedy")


@dataclass(frozen=True)
class SourceLine:
    """A line of a file, whose path is relative and has forward slashes."""

    file: str
    line: int


@dataclass(frozen=True)
class Rule:
    """One policy of a pack; `level` is the one in force (mandatory, advisory, remediate or disabled)."""

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
    """A violation of a rule; `level` is mandatory or advisory, `urn` is empty for one of the stack as a whole."""

    rule: str
    pack: str
    level: str
    urn: str
    message: str


@dataclass(frozen=True)
class ReportedResource:
    """One resource of the diagram; `uses` are the URNs of the resources that its properties depend on."""

    urn: str
    type: str
    name: str
    parent: str
    uses: tuple[str, ...] = ()
    source: SourceLine | None = None

    @property
    def kind(self) -> str:
        """Return the last part of the type, such as EcsNetworkInterface."""
        return self.type.rpartition(":")[2]


@dataclass(frozen=True)
class Exemption:
    """A violation that the pack's configuration permits until the end of the day `expires`."""

    rule: str
    resource: str
    reason: str
    owner: str = ""
    expires: str = ""


@dataclass
class Report:
    """Result of one run; `notes` limit what it covers, `by` is the tool that evaluated the policies."""

    project: str
    stack: str
    resources: Sequence[ReportedResource] = ()
    rules: Sequence[Rule] = ()
    findings: Sequence[Finding] = ()
    exemptions: Sequence[Exemption] = ()
    notes: Sequence[str] = ()
    seconds: float = 0.0
    peak_mib: float = 0.0
    by: str = "alicloud-offline"
    _by_urn: dict[str, ReportedResource] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Make all strings visible and order the findings: mandatory ones first, then by rule and URN."""
        self._make_visible()
        self._by_urn = {resource.urn: resource for resource in self.resources}
        self.findings = sorted(
            set(self.findings), key=lambda one: (one.level != MANDATORY, one.rule, one.urn, one.message)
        )

    def _make_visible(self) -> None:
        """Take characters from the strings of programs and packs that would change how a report is read."""
        self.project, self.stack = visible(self.project), visible(self.stack)
        self.resources = [_visible_fields(one) for one in self.resources]
        self.rules = [_visible_fields(one) for one in self.rules]
        self.findings = [_visible_fields(one) for one in self.findings]
        self.exemptions = [_visible_fields(one) for one in self.exemptions]
        self.notes = [visible(" ".join(note.split())) for note in self.notes]

    @property
    def mandatory(self) -> list[Finding]:
        """Return the findings that make a preview fail."""
        return [one for one in self.findings if one.level == MANDATORY]

    @property
    def advisory(self) -> list[Finding]:
        """Return the findings that a preview only prints."""
        return [one for one in self.findings if one.level != MANDATORY]

    @property
    def resource_count(self) -> int:
        """Return the number of resources as the engine counts them: with the stack, without default providers."""
        return sum("::pulumi:providers:" not in urn or "::default" not in urn for urn in self._by_urn)

    def failed(self, *, strict: bool) -> bool:
        """Return whether the exit code is 1; with `strict`, advisory findings count too."""
        return bool(self.mandatory or (strict and self.advisory))

    def resource(self, urn: str) -> ReportedResource | None:
        """Return the resource with this URN."""
        return self._by_urn.get(urn)

    def source_of(self, finding: Finding) -> SourceLine | None:
        """Return the line that declares the finding's resource."""
        resource = self.resource(finding.urn)
        return resource.source if resource else None

    def rule_of(self, finding: Finding) -> Rule:
        """Return the rule of a finding; one made from the finding where the pack describes none."""
        found = {(rule.pack, rule.id): rule for rule in self.rules}.get((finding.pack, finding.rule))
        return found or Rule(finding.rule, finding.pack, finding.rule, finding.level)


_Part = TypeVar("_Part", SourceLine, Rule, Finding, ReportedResource, Exemption)


def _visible_fields(part: _Part) -> _Part:
    """Return a part of a report with visible strings; a finding's message keeps its line breaks."""
    changed: dict[str, Any] = {}
    for name, value in vars(part).items():
        shown = value
        if isinstance(value, str):
            shown = visible_lines(value) if name in _MULTILINE else visible(value)
        elif isinstance(value, tuple):
            shown = tuple(map(visible, value))
        elif isinstance(value, SourceLine):
            shown = _visible_fields(value)
        if shown != value:
            changed[name] = shown
    return replace(part, **changed) if changed else part


def describe(urn: str) -> str:
    """Return kind and name of a resource as messages use them; `the stack` for the stack's URN and an empty one."""
    if urn.count("::") < 3 or "::pulumi:pulumi:Stack::" in urn:
        return "the stack"
    kind = urn.split("::")[2].rpartition("$")[2].rpartition(":")[2]
    return f"{kind} {urn.rpartition('::')[2]}"


def short_message(finding: Finding) -> str:
    """Return the message without the resource's own description before it."""
    return finding.message.removeprefix(f"{describe(finding.urn)}: ")
