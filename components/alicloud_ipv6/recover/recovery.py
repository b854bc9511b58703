"""The steps of a recovery: decide about each interrupted create, then change the state."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from .._api.openapi import Api, ApiError
from .decisions import Decision, Outcome, decide, without_conflicts
from .recoverable_types import LISTINGS, completes_itself
from .stack_state import (
    InterruptedCreate,
    count_unread,
    has_secrets,
    interrupted_creates,
    known_ids,
    provider_inputs,
    with_created,
)

OpenProviderApi = Callable[[Mapping[str, Any]], Api]


class MissingProviderError(Exception):
    """The state lacks the provider of an interrupted create."""


class Stacks(Protocol):
    """A backend with its stacks: the Pulumi CLI, or a fake of a test."""

    def export(self, stack: str = "", secrets: bool = False) -> dict[str, Any]:
        """Return the state of the stack to recover, or of another one."""

    def stacks(self) -> list[str]:
        """Return the names of all stacks."""

    def replace_state(self, export: Mapping[str, Any]) -> None:
        """Replace the state of the stack to recover."""

    def refresh(self) -> None:
        """Read every resource of the stack to recover again."""


class Recovery:
    """The recovery of one stack."""

    def __init__(self, stacks: Stacks, open_api: OpenProviderApi) -> None:
        """Read the state; `open_api` returns the API as a provider with these inputs calls it."""
        self._stacks, self._open_api = stacks, open_api
        self._export = stacks.export()
        self._apis: dict[str, Api] = {}
        self.creates = interrupted_creates(self._export)
        self.unread = count_unread(self._export)

    def decisions(self, chosen: Mapping[str, str]) -> list[Decision]:
        """Find what each interrupted create made, and decide; raise `MissingProviderError`.

        `chosen` has, by name or URN, the ID of what a person has found, or an empty string for what is to be forgotten.
        """
        known = known_ids(self._stacks.export(stack) for stack in self._stacks.stacks())
        return without_conflicts(_chosen(create, chosen) or self._decide(create, known) for create in self.creates)

    def apply(self, decisions: Sequence[Decision]) -> None:
        """Change the state as decided, none of it unclear, and read what was taken over, updated or deleted."""
        taken = {one.create.urn: one.id for one in decisions if one.id}
        self._stacks.replace_state(with_created(self._export, taken))
        if taken or self.unread:
            self._stacks.refresh()

    def provider_inputs(self, reference: str) -> Mapping[str, Any]:
        """Return the inputs of a provider, decrypted if they have to be."""
        try:
            inputs = provider_inputs(self._export, reference)
            return provider_inputs(self._decrypted, reference) if has_secrets(inputs) else inputs
        except KeyError:
            raise MissingProviderError(f"The state of the stack has no provider {reference!r}.") from None

    @cached_property
    def _decrypted(self) -> dict[str, Any]:
        return self._stacks.export(secrets=True)

    def _decide(self, create: InterruptedCreate, known: set[tuple[str, str]]) -> Decision:
        if completes_itself(create.type):
            return Decision(create, Outcome.FORGET, "its create takes over what the interrupted one assigned")
        if create.type not in LISTINGS:
            return Decision(create, Outcome.UNCLEAR, "this command does not know the type; look for it yourself")
        if create.provider not in self._apis:
            self._apis[create.provider] = self._open_api(self.provider_inputs(create.provider))
        try:
            candidates = LISTINGS[create.type].candidates(self._apis[create.provider], create.inputs)
        except ApiError as error:
            # Such as a role that may create, but not list: another user has to look.
            return Decision(create, Outcome.UNCLEAR, str(error))
        return decide(create, candidates, known)


def _chosen(create: InterruptedCreate, chosen: Mapping[str, str]) -> Decision | None:
    identifier = chosen.get(create.urn, chosen.get(create.name))
    if identifier is None:
        return None
    return Decision(create, Outcome.TAKE_OVER if identifier else Outcome.FORGET, "as you say", identifier)
