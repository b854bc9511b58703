"""Complete the creates that a killed `pulumi up` left unfinished, so that the next one does not repeat them.

Finds what each create made, by the recorded inputs and in the account and region of its provider, shows it, and after
your confirmation gives the IDs to the engine. Deletes nothing. What is not certain is listed and stays as it is.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .._api.openapi import Api, ApiError
from .._api.provider_roles import CredentialError
from .decisions import Decision, Outcome, decide, without_conflicts
from .provider_api import provider_api, provider_place
from .pulumi_cli import PulumiCli, PulumiError
from .resource_types import LISTINGS, completes_itself
from .stack_state import InterruptedCreate, has_secrets, interrupted_creates, known_ids, provider_inputs, with_created

_EXAMPLE = "example: pulumi cancel --yes && python -m alicloud_ipv6.recover --stack dev"
OpenApi = Callable[[Mapping[str, Any]], Api]


def main(arguments: Sequence[str] | None = None) -> int:
    """Recover one stack; return 0 when nothing is left to do, 1 when something is, 2 without a confirmation."""
    options = _options(arguments)
    try:
        return _Recovery(PulumiCli(options.stack, options.cwd)).run(options.yes)
    except (PulumiError, CredentialError, ApiError) as error:
        print(error, file=sys.stderr)
        return 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m alicloud_ipv6.recover",
        description=__doc__,
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stack", required=True, help="the stack whose `pulumi up` was killed")
    parser.add_argument("--cwd", "-C", default=".", metavar="FOLDER", help="the folder of its project (.)")
    parser.add_argument("--yes", "-y", action="store_true", help="do not ask for confirmation")
    return parser.parse_args(arguments)


class _Recovery:
    """One run of the command."""

    def __init__(self, cli: PulumiCli, open_api: OpenApi = provider_api) -> None:
        self._cli, self._open_api = cli, open_api
        self._export = cli.export()
        self._apis: dict[str, tuple[Api, str]] = {}

    def run(self, yes: bool) -> int:
        creates = interrupted_creates(self._export)
        if not creates:
            print(f"Stack {self._cli.stack} has no interrupted creates.")
            return 0
        stacks = self._cli.stacks()
        print(f"Reading the state of {len(stacks)} stacks and what {len(creates)} interrupted creates made ...\n")
        known = known_ids(self._cli.export(stack) for stack in stacks)
        decisions = without_conflicts(self._decide(create, known) for create in creates)
        for decision in decisions:
            print(self._described(decision))
        clear = [one for one in decisions if one.outcome is not Outcome.UNCLEAR]
        if clear and not yes and not _confirmed(len(clear)):
            return 2
        if clear:
            self._apply(clear)
        unclear = len(decisions) - len(clear)
        if unclear:
            print(
                f"\n{unclear} left as they are: `pulumi refresh --stack {self._cli.stack}` asks what to do with each."
            )
            return 1
        print(f"\nRecovered; `pulumi up --stack {self._cli.stack}` continues.")
        return 0

    def _decide(self, create: InterruptedCreate, known: set[tuple[str, str]]) -> Decision:
        if completes_itself(create.type):
            return Decision(create, Outcome.FORGET, "its create takes over by itself what the first one assigned")
        listing = LISTINGS.get(create.type)
        if not listing:
            return Decision(
                create, Outcome.UNCLEAR, f"{create.type} is not known to this command; look for it yourself"
            )
        api, _ = self._api(create.provider)
        return decide(create, listing.candidates(api, create.inputs), known)

    def _api(self, reference: str) -> tuple[Api, str]:
        if reference not in self._apis:
            try:
                inputs = provider_inputs(self._export, reference)
                if has_secrets(inputs):
                    inputs = provider_inputs(self._cli.export(secrets=True), reference)
            except KeyError:
                raise PulumiError(f"The state has no provider {reference}.") from None
            self._apis[reference] = (self._open_api(inputs), provider_place(inputs))
        return self._apis[reference]

    def _described(self, decision: Decision) -> str:
        create = decision.create
        place = f" in {self._apis[create.provider][1]}" if create.provider in self._apis else ""
        found = f" {decision.id}" if decision.id else ""
        return f"{decision.outcome.value}{found}: {create.name} ({create.type}){place}\n  {decision.reason}"

    def _apply(self, decisions: Sequence[Decision]) -> None:
        taken = {one.create.urn: one.id for one in decisions if one.outcome is Outcome.TAKE_OVER}
        dropped = [one.create.urn for one in decisions if one.outcome is Outcome.FORGET]
        self._cli.replace_state(with_created(self._export, taken, dropped))
        if taken:
            print("\nReading what was taken over ...", flush=True)
            self._cli.refresh()


def _confirmed(count: int) -> bool:
    question = f"\nChange the state of {count} interrupted creates as listed? Nothing is deleted. [y/N] "
    if not sys.stdin.isatty():
        print(f"{question.strip()}\nNobody to ask: run it in a terminal, or with --yes.", file=sys.stderr)
        return False
    return input(question).strip().lower() in ("y", "yes")
