"""Policy packs: found, started, configured and asked, as the engine does it."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import yaml
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as proto

from alicloud_offline.checking.outcome import ADVISORY, MANDATORY, Finding, Rule
from alicloud_offline.checking.records import STACK, Record
from alicloud_offline.errors import OfflineError
from alicloud_offline.settings import Settings
from policy_testkit import ConfigError, PackError, read_config, running_pack
from policy_testkit.pack_config import LEVELS, completed

_LEVEL_NAMES = {level: name for name, level in LEVELS.items()}
#: How many resources are before a pack at once.
_AT_ONCE = 16

_SEVERITIES = {
    proto.POLICY_SEVERITY_LOW: "low",
    proto.POLICY_SEVERITY_MEDIUM: "medium",
    proto.POLICY_SEVERITY_HIGH: "high",
    proto.POLICY_SEVERITY_CRITICAL: "critical",
}


@dataclass(frozen=True)
class Pack:
    """A pack's folder, the config it is run with, and the Python it runs in."""

    folder: Path
    config: Mapping[str, Any]
    python: str


@dataclass(frozen=True)
class Running:
    """A pack that was started; ``analyzer`` is the SDK's stub of the Analyzer service."""

    pack: Pack
    analyzer: Any


def find(folders: Sequence[Path], configs: Sequence[Path], python: str) -> list[Pack]:
    """The packs in these folders; the N-th config is for the N-th pack, and there may be fewer configs."""
    if len(configs) > len(folders):
        raise OfflineError(f"There are {len(configs)} pack configs for {len(folders)} packs; give one each.")
    files: list[Path | None] = [*configs, *([None] * (len(folders) - len(configs)))]
    return [_pack(folder.resolve(), file, python) for folder, file in zip(folders, files, strict=True)]


def _pack(folder: Path, config: Path | None, python: str) -> Pack:
    try:
        project = yaml.safe_load((folder / "PulumiPolicy.yaml").read_text())
        runtime = project.get("runtime")
        values = read_config(config) if config else {}
    except FileNotFoundError as error:
        raise OfflineError(f"There is no {error.filename}.") from None
    except (yaml.YAMLError, AttributeError):
        raise OfflineError(f"{folder / 'PulumiPolicy.yaml'} is not the YAML of a policy pack.") from None
    except ValueError as error:
        raise OfflineError(f"{config} is not the JSON of a pack's config: {error}.") from None
    name = runtime.get("name") if isinstance(runtime, dict) else runtime
    if name != "python":
        raise OfflineError(f"The pack in {folder} is written for {name}; only Python packs run without the engine.")
    options = (runtime.get("options") or {}) if isinstance(runtime, dict) else {}
    own = folder / str(options.get("virtualenv", "")) / "bin" / "python"
    return Pack(folder, values, str(own) if options.get("virtualenv") and own.exists() else python)


@contextmanager
def started(packs: Iterable[Pack], project: str, stack: str) -> Iterator[list[Future[Running]]]:
    """Start the packs in the background, and stop them at the end; OfflineError with a failed pack's last words."""
    try:
        # The pool ends first: no pack is still starting when the running ones are stopped.
        with ExitStack() as processes, ThreadPoolExecutor() as pool:

            def start(pack: Pack) -> Running:
                context = running_pack(pack.folder, project, stack, python=pack.python)
                return Running(pack, processes.enter_context(context))

            yield [pool.submit(start, pack) for pack in packs]
    except PackError as error:
        raise OfflineError(_last_words(error)) from None


def _last_words(error: PackError) -> str:
    """The first and the last line of what a pack that ended has written: what failed, and the exception."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] + (f" {lines[-1]}" if len(lines) > 1 else "")


@dataclass(frozen=True)
class Judged:
    """What a pack said; ``remediated`` are the names of changed resources by policy."""

    rules: list[Rule]
    findings: list[Finding]
    remediated: dict[str, list[str]]


def judge(running: Running, setting: Settings, records: Mapping[str, Record]) -> Judged:
    """Have the pack judge every resource, then the stack; OfflineError when a policy raises."""
    try:
        return _judge(running, setting, records)
    except grpc.RpcError as error:
        said = " ".join(str(error.details()).split())
        raise OfflineError(f"The policy pack in {running.pack.folder} failed: {said}") from None


def _judge(running: Running, setting: Settings, records: Mapping[str, Record]) -> Judged:
    """The engine's order of calls."""
    analyzer = running.analyzer
    info = analyzer.GetAnalyzerInfo(empty_pb2.Empty())
    try:
        config = completed(info, running.pack.config)
    except ConfigError as error:
        raise OfflineError(f"The config of the pack {info.name} does not fit it: {error}") from None
    analyzer.ConfigureStack(
        proto.AnalyzerStackConfigureRequest(
            stack=setting.stack, project=setting.project, organization="organization", dry_run=True
        )
    )
    analyzer.Configure(config)
    judged = Judged([_rule(info, policy, config) for policy in info.policies], [], {})
    if _remediates(config):
        for record in records.values():
            _remediate(analyzer, info, record, records, judged)
    if _judges_resources(info):
        _analyze(analyzer, records, judged)
    seen = [record.to_stack_policies(records.get(record.provider)) for record in records.values()]
    response = analyzer.AnalyzeStack(proto.AnalyzeStackRequest(resources=seen))
    top = next((record.urn for record in records.values() if record.type == STACK), "")
    # As in the engine: what is said of no resource, or of one that is not there, is said of the stack.
    judged.findings.extend(_finding(one, one.urn if one.urn in records else top) for one in response.diagnostics)
    return judged


def _judges_resources(info: proto.AnalyzerInfo) -> bool:
    """Whether there is a policy for single resources: without one, a call per resource would change nothing."""
    return any(policy.policy_type != proto.POLICY_TYPE_STACK for policy in info.policies)


def _remediates(config: proto.ConfigureAnalyzerRequest) -> bool:
    return any(one.enforcementLevel == proto.REMEDIATE for one in config.policyConfig.values())


def _remediate(
    analyzer: Any,  # noqa: ANN401 (the SDK's stub)
    info: proto.AnalyzerInfo,
    record: Record,
    records: Mapping[str, Record],
    judged: Judged,
) -> None:
    """Remediate one resource; what it becomes is what later policies see."""
    provider = records.get(record.provider)
    for one in analyzer.Remediate(record.to_resource_policies(provider)).remediations:
        if one.diagnostic:
            judged.findings.append(Finding(one.policyName, info.name, ADVISORY, record.urn, one.diagnostic))
        else:
            record.inputs = one.properties
            judged.remediated.setdefault(one.policyName, []).append(record.name)


def _analyze(analyzer: Any, records: Mapping[str, Record], judged: Judged) -> None:  # noqa: ANN401 (the SDK's stub)
    """Have each resource judged; some calls are under way at once, as with the engine."""
    asked: deque[tuple[str, grpc.Future[proto.AnalyzeResponse]]] = deque()
    for record in records.values():
        request = record.to_resource_policies(records.get(record.provider))
        asked.append((record.urn, analyzer.Analyze.future(request)))
        if len(asked) > _AT_ONCE:
            _take(asked, judged)
    while asked:
        _take(asked, judged)


def _take(asked: "deque[tuple[str, grpc.Future[proto.AnalyzeResponse]]]", judged: Judged) -> None:
    urn, answer = asked.popleft()
    judged.findings.extend(_finding(one, urn) for one in answer.result().diagnostics)


def _finding(one: proto.AnalyzeDiagnostic, urn: str) -> Finding:
    level = ADVISORY if one.enforcementLevel == proto.ADVISORY else MANDATORY
    message = one.message.removeprefix(one.description).strip() or one.description
    return Finding(one.policyName, one.policyPackName, level, urn, message)


def _rule(info: proto.AnalyzerInfo, policy: proto.PolicyInfo, config: proto.ConfigureAnalyzerRequest) -> Rule:
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
