"""Every name under which today's program would find a resource of an older state: its URN, and those of its aliases."""

import dataclasses
import json
import os
import re
import signal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pulumi.runtime.proto import alias_pb2, resource_pb2

from alicloud_offline.program.project_settings import load_settings
from alicloud_offline.program.run_program import run_program
from dev.tools import CHECKOUT
from dev.tools.recorded_states import LOGIN_PASSWORD, RecordedStack
from tests.components.recorder import STACK, Recorder
from tests.program.program_run import ANSWERS, OUTPUTS

_ACCOUNT = "alicloud:index/getCallerIdentity:getCallerIdentity"
_LOOKED_UP = {
    **ANSWERS,
    _ACCOUNT: {"accountId": "1000000000000001"},
    f"{_ACCOUNT} user-account": {"accountId": "1000000000000002"},
}
_MADE = {**OUTPUTS, "alicloud:ram/role:Role": {"arn": "acs:ram::1000000000000002:role/ipv6-eni"}}
#: A provider that no program registers is the engine's own, one for each version of an SDK; it is nothing in a cloud.
_DEFAULT_PROVIDER = re.compile(r"::pulumi:providers:[^:]+::default")
_TODAY = alias_pb2.Alias(spec=alias_pb2.Alias.Spec())


class UrnRecorder(Recorder):
    """A mock monitor that makes URNs as the engine does, and works out aliases down to the last child."""

    def __init__(self, stack: str, project: str, invokes: Mapping[str, Any]) -> None:
        super().__init__(False, _MADE, invokes)
        self._place = f"urn:pulumi:{stack}::{project}"
        self._names: dict[str, set[str]] = {}

    @property
    def known(self) -> set[str]:
        """All URNs under which a resource of the program is found in a state."""
        return {urn for urns in self._names.values() for urn in urns}

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        """The types of all components above, the stack left out."""
        above = parent.split("::")[2] if parent else STACK
        return f"{self._place}::{type_ if above == STACK else f'{above}${type_}'}::{name}"

    def RegisterResource(self, request: Any) -> Any:  # noqa: ANN401, N802 - the monitor's own protocol
        if request.type != STACK:
            urn = self.make_urn(request.parent, request.type, request.name)
            self._names[urn] = {name for alias in (_TODAY, *request.aliases) for name in self._urns(request, alias)}
        return super().RegisterResource(request)

    def _urns(self, request: resource_pb2.RegisterResourceRequest, alias: alias_pb2.Alias) -> Iterator[str]:
        """Below each name of its parent; a child that is named after its parent follows that name."""
        was = alias.spec
        type_, name = was.type or request.type, was.name or request.name
        assert not was.stack, f"{request.name}: aliases of another stack are not worked out here"
        assert not was.project, f"{request.name}: aliases of another project are not worked out here"
        if alias.urn:
            yield alias.urn
        elif was.parentUrn or was.noParent:
            yield self.make_urn(was.parentUrn, type_, name)
        else:
            for parent in self._names.get(request.parent, {request.parent}):
                yield self.make_urn(parent, type_, _after(parent, name, request.parent))


def _after(parent: str, name: str, parent_today: str) -> str:
    was, today = (urn.rpartition("::")[2] for urn in (parent, parent_today))
    return was + name.removeprefix(today) if name.startswith(today) else name


def known_urns(stack: RecordedStack) -> set[str]:
    """Run the stack's program of today without an engine; it changes the working directory and the environment."""
    source = CHECKOUT / "role" if stack.project == "role" else CHECKOUT
    settings = load_settings(source, stack.stack)
    texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in stack.settings.items()}
    monitor = UrnRecorder(stack.stack, settings.project, _LOOKED_UP)
    interrupt, path, folder = signal.getsignal(signal.SIGINT), list(sys.path), Path.cwd()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ECS_LOGIN_PASSWORD", LOGIN_PASSWORD)
        try:
            run_program(dataclasses.replace(settings, config={**settings.config, **texts}), monitor, preview=False)
        finally:
            signal.signal(signal.SIGINT, interrupt)
            sys.path[:] = path
            os.chdir(folder)
    return monitor.known


def lost(state: Mapping[str, Any], known: set[str]) -> list[str]:
    """The URNs of a recorded state that the program does not know any more; the engine's own are left out."""
    urns = [one["urn"] for one in state["deployment"]["resources"] if one["type"] != STACK]
    return [urn for urn in urns if urn not in known and not _DEFAULT_PROVIDER.search(urn)]
