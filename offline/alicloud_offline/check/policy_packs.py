"""Find, start, configure and call policy packs, in the engine's order of calls."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
import yaml
from google.protobuf import empty_pb2

from alicloud_offline._pulumi_internals import analyzer_pb2
from alicloud_offline.check.check_defaults import OWN_PACK
from alicloud_offline.check.recorded_resource import RecordedResource
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import ProjectSettings
from alicloud_offline.program.type_tokens import STACK
from alicloud_offline.report.engine_events import remediation_note
from alicloud_offline.report.report_model import ADVISORY, MANDATORY, Finding, Rule
from alicloud_policies.pack import NAME, served_policies
from policy_testkit import ConfigError, InProcessAnalyzer, PackError, read_config, running_pack
from policy_testkit.pack_config import LEVELS, completed

_LEVEL_NAMES = {level: name for name, level in LEVELS.items()}
_CONCURRENT_CALLS = 16
_SEVERITIES = {
    analyzer_pb2.POLICY_SEVERITY_LOW: "low",
    analyzer_pb2.POLICY_SEVERITY_MEDIUM: "medium",
    analyzer_pb2.POLICY_SEVERITY_HIGH: "high",
    analyzer_pb2.POLICY_SEVERITY_CRITICAL: "critical",
}

Analyzer = Any
"""The SDK's Analyzer service in this process, or its stub for another process."""


@dataclass(frozen=True)
class PolicyPack:
    """A pack's folder, its configuration, and the Python interpreter that runs it."""

    folder: Path
    config: Mapping[str, Any]
    python: str


@dataclass(frozen=True)
class RunningPack:
    """A pack that can be called."""

    pack: PolicyPack
    analyzer: Analyzer

    def analyze(self, requests: Iterable[analyzer_pb2.AnalyzeRequest]) -> Iterator[analyzer_pb2.AnalyzeResponse]:
        """Yield the answers on resources in order; another process answers some at once, as it does for the engine."""
        if isinstance(self.analyzer, InProcessAnalyzer):
            yield from map(self.analyzer.Analyze, requests)
            return
        calls: deque[grpc.Future[analyzer_pb2.AnalyzeResponse]] = deque()
        for request in requests:
            calls.append(self.analyzer.Analyze.future(request))
            if len(calls) > _CONCURRENT_CALLS:
                yield calls.popleft().result()
        yield from (call.result() for call in calls)


@dataclass(frozen=True)
class Evaluation:
    """Rules, findings and notes of the packs so far."""

    rules: list[Rule] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find_packs(folders: Sequence[Path], configs: Sequence[Path], python: str) -> list[PolicyPack]:
    """Return the packs in these folders; the N-th configuration is the N-th pack's, and there may be fewer."""
    if len(configs) > len(folders):
        raise OfflineError(f"{len(configs)} pack configurations for {len(folders)} packs; give at most one for each.")
    files: list[Path | None] = [*configs, *([None] * (len(folders) - len(configs)))]
    return [_find_pack(folder.resolve(), file, python) for folder, file in zip(folders, files, strict=True)]


def _find_pack(folder: Path, config: Path | None, python: str) -> PolicyPack:
    try:
        project = yaml.safe_load((folder / "PulumiPolicy.yaml").read_text())
        runtime = project.get("runtime")
        values = read_config(config) if config else {}
    except FileNotFoundError as error:
        raise OfflineError(f"{error.filename} does not exist.") from None
    except (yaml.YAMLError, AttributeError):
        raise OfflineError(f"{folder / 'PulumiPolicy.yaml'} must be the YAML of a policy pack.") from None
    except ValueError as error:
        raise OfflineError(f"{config} must be the JSON of a pack's configuration: {error}.") from None
    name = runtime.get("name") if isinstance(runtime, dict) else runtime
    if name != "python":
        raise OfflineError(f"The pack in {folder} is written for {name}; only Python packs run without the engine.")
    options = (runtime.get("options") or {}) if isinstance(runtime, dict) else {}
    own = folder / str(options.get("virtualenv", "")) / "bin" / "python"
    return PolicyPack(folder, values, str(own) if options.get("virtualenv") and own.exists() else python)


@contextmanager
def start_packs(packs: Iterable[PolicyPack], project: str, stack: str) -> Iterator[list[Future[RunningPack]]]:
    """Start the packs in the background, and stop them at the end; raise OfflineError with a failed pack's output.

    The project's own pack, which every check imports, runs in this process.
    """
    try:
        # The pool ends first, so that no pack is still starting when the running ones are stopped.
        with ExitStack() as processes, ThreadPoolExecutor() as pool:

            def start(pack: PolicyPack) -> RunningPack:
                if pack.folder == OWN_PACK:
                    own = processes.enter_context(served_policies())
                    return RunningPack(pack, InProcessAnalyzer(own, name=NAME))
                context = running_pack(pack.folder, project, stack, python=pack.python)
                return RunningPack(pack, processes.enter_context(context))

            yield [pool.submit(start, pack) for pack in packs]
    except PackError as error:
        raise OfflineError(_first_and_last_line(str(error))) from None


def _first_and_last_line(output: str) -> str:
    """Return the lines of a failed pack's output that have the failed step and the exception."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[0] + (f" {lines[-1]}" if len(lines) > 1 else "")


def evaluate(
    running: RunningPack, settings: ProjectSettings, resources: Mapping[str, RecordedResource], result: Evaluation
) -> None:
    """Call the pack with every resource, then with the stack; raise OfflineError when a policy raises."""
    analyzer = running.analyzer
    try:
        info = analyzer.GetAnalyzerInfo(empty_pb2.Empty())
        config = completed(info, running.pack.config)
        analyzer.ConfigureStack(
            analyzer_pb2.AnalyzerStackConfigureRequest(
                stack=settings.stack, project=settings.project, organization="organization", dry_run=True
            )
        )
        analyzer.Configure(config)
        findings: list[Finding] = []
        if any(one.enforcementLevel == analyzer_pb2.REMEDIATE for one in config.policyConfig.values()):
            result.notes.extend(_remediate(analyzer, info.name, resources, findings))
        # A call for each resource would change nothing where every policy is a stack policy.
        if any(policy.policy_type != analyzer_pb2.POLICY_TYPE_STACK for policy in info.policies):
            findings.extend(_analyze(running, resources))
        findings.extend(_analyze_stack(analyzer, resources))
    except ConfigError as error:
        raise OfflineError(f"The configuration of the pack {info.name} is invalid: {error}") from None
    except grpc.RpcError as error:
        raise _failure(running, str(error.details())) from None
    except Exception as error:
        if not isinstance(analyzer, InProcessAnalyzer):
            raise
        raise _failure(running, f"{type(error).__name__}: {error}") from error
    result.rules.extend(_rule(info, policy, config) for policy in info.policies)
    result.findings.extend(findings)


def _failure(running: RunningPack, details: str) -> OfflineError:
    return OfflineError(f"The policy pack in {running.pack.folder} failed: {' '.join(details.split())}")


def _remediate(
    analyzer: Analyzer, pack: str, resources: Mapping[str, RecordedResource], findings: list[Finding]
) -> list[str]:
    """Remediate the resources, whose new inputs later policies see; return notes on the changes."""
    changed: dict[str, list[str]] = {}
    for resource in resources.values():
        for one in analyzer.Remediate(resource.to_resource_policies(resources.get(resource.provider))).remediations:
            if one.diagnostic:
                findings.append(Finding(one.policyName, pack, ADVISORY, resource.urn, one.diagnostic))
            else:
                resource.inputs = one.properties
                changed.setdefault(one.policyName, []).append(resource.name)
    return [remediation_note(policy, names) for policy, names in changed.items()]


def _analyze(running: RunningPack, resources: Mapping[str, RecordedResource]) -> Iterator[Finding]:
    """Yield the findings of the resource policies."""
    for urn, answer in zip(resources, running.analyze(resource_requests(resources)), strict=True):
        yield from (_finding(one, urn) for one in answer.diagnostics)


def _analyze_stack(analyzer: Analyzer, resources: Mapping[str, RecordedResource]) -> Iterator[Finding]:
    """Yield the findings of the stack policies; one without a resource, or of a missing one, is the stack's."""
    response = analyzer.AnalyzeStack(stack_request(resources))
    stack = next((resource.urn for resource in resources.values() if resource.type == STACK), "")
    return (_finding(one, one.urn if one.urn in resources else stack) for one in response.diagnostics)


def resource_requests(resources: Mapping[str, RecordedResource]) -> Iterator[analyzer_pb2.AnalyzeRequest]:
    """Yield what the resource policies receive, resource by resource."""
    return (one.to_resource_policies(resources.get(one.provider)) for one in resources.values())


def stack_request(resources: Mapping[str, RecordedResource]) -> analyzer_pb2.AnalyzeStackRequest:
    """Return what the stack policies receive."""
    messages = [one.to_stack_policies(resources.get(one.provider)) for one in resources.values()]
    return analyzer_pb2.AnalyzeStackRequest(resources=messages)


def _finding(one: analyzer_pb2.AnalyzeDiagnostic, urn: str) -> Finding:
    level = ADVISORY if one.enforcementLevel == analyzer_pb2.ADVISORY else MANDATORY
    message = one.message.removeprefix(one.description).strip() or one.description
    return Finding(one.policyName, one.policyPackName, level, urn, message)


def _rule(
    info: analyzer_pb2.AnalyzerInfo, policy: analyzer_pb2.PolicyInfo, config: analyzer_pb2.ConfigureAnalyzerRequest
) -> Rule:
    return Rule(
        id=policy.name,
        pack=info.name,
        description=policy.description,
        level=_LEVEL_NAMES[config.policyConfig[policy.name].enforcementLevel],
        title=policy.displayName,
        url=policy.url,
        remedy=policy.remediation_steps,
        severity=_SEVERITIES.get(policy.severity, ""),
        tags=tuple(policy.tags),
    )
