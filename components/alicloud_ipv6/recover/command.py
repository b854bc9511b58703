"""Complete the creates that a killed `pulumi up` left unfinished, so that the next one does not repeat them.

Finds what each create made, by the recorded inputs and in the account and region of its provider, shows it, and after
your confirmation gives the IDs to the engine. Deletes nothing. As long as one create is unclear, it changes nothing
either: look at what it lists, and decide with --take or --forget.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence

from .._api.provider_roles import CredentialError
from .decisions import Decision, Outcome
from .provider_api import provider_api, provider_place
from .pulumi_cli import PulumiCli, PulumiError
from .recovery import MissingProviderError, Recovery

_EXAMPLES = """examples:
  python -m alicloud_ipv6.recover --stack dev --cancel
  python -m alicloud_ipv6.recover --stack dev --take site-1-vpc=vpc-2zeuphj08tt7q3brd0pxg --forget site-1-sg
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Recover one stack; return 0 when nothing is left to do, 1 when something is, 2 without a confirmation."""
    options = _options(arguments)
    chosen = {**dict(options.take), **dict.fromkeys(options.forget, "")}
    try:
        pulumi = PulumiCli(options.stack, options.cwd)
        for file in pulumi.repair():
            print(f"Removed {file}, the incomplete metadata of a file that the killed CLI was about to write.")
        if options.cancel:
            pulumi.cancel()
        recovery = Recovery(pulumi, provider_api)
        return recover(recovery, options.stack, chosen, options.yes)
    except (PulumiError, CredentialError, MissingProviderError) as error:
        print(error, file=sys.stderr)
        return 1


def recover(recovery: Recovery, stack: str, chosen: Mapping[str, str], yes: bool) -> int:
    """Show what was found, ask unless `yes`, and change the state; return the exit code."""
    creates, unread = len(recovery.creates), recovery.unread
    if not creates and not unread:
        print(f"Stack {stack} has no interrupted operations.")
        return 0
    if unread:
        print(f"{unread} resources have to be read again, since an operation on them was interrupted.", flush=True)
    if creates:
        print(f"Looking for what {creates} interrupted creates made ...\n", flush=True)
    decisions = recovery.decisions(chosen)
    for decision in decisions:
        print(_described(decision, recovery))
    if unclear := [one.create.name for one in decisions if one.outcome is Outcome.UNCLEAR]:
        print(f"\nNothing was changed: decide about {', '.join(unclear)} with --take NAME=ID or --forget NAME.")
        return 1
    if not yes and not _confirmed(creates + unread):
        return 2
    print("\nChanging the state, and reading what was interrupted ...", flush=True)
    recovery.apply(decisions)
    print(f"\nRecovered; `pulumi up --stack {stack}` continues.")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m alicloud_ipv6.recover",
        description=__doc__,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stack", required=True, help="the stack whose `pulumi up` was killed")
    parser.add_argument("--cwd", "-C", default=".", metavar="FOLDER", help="the folder of its project (.)")
    take, forget = "give the resource this ID", "the resource does not exist"
    parser.add_argument("--take", type=_pair, action="append", default=[], metavar="NAME=ID", help=take)
    parser.add_argument("--forget", action="append", default=[], metavar="NAME", help=forget)
    parser.add_argument("--cancel", action="store_true", help="first release the lock of the killed update")
    parser.add_argument("--yes", "-y", action="store_true", help="do not ask for confirmation")
    return parser.parse_args(arguments)


def _pair(text: str) -> tuple[str, str]:
    name, equals, identifier = text.partition("=")
    if not (name and equals and identifier):
        raise argparse.ArgumentTypeError(f"invalid value {text!r}; expected NAME=ID, such as main=vpc-1")
    return name, identifier


def _described(decision: Decision, recovery: Recovery) -> str:
    create, place, identifier = decision.create, "", decision.id
    if identifier:
        place = f"\n  {identifier} in {provider_place(recovery.provider_inputs(create.provider))}"
    return f"{decision.outcome.value}: {create.name} ({create.type}){place}\n  {decision.reason}"


def _confirmed(count: int) -> bool:
    question = f"\nChange the state of {count} interrupted operations as listed? Nothing is deleted. [y/N] "
    if sys.stdin.isatty():
        return input(question).strip().lower() in ("y", "yes")
    print("\nThe state was not changed: run this command in a terminal, or with --yes.", file=sys.stderr)
    return False
