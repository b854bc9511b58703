"""Pings one instance of the stack from the other, over IPv6, by a Cloud Assistant command on the first."""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from alicloud_rules.addressing import canonical_ip

from ._api.cloud_assistant import run_command
from ._api.credentials import find_credential
from ._api.openapi import Api, ApiError, OpenApi
from ._api.provider_roles import CredentialError
from ._api.retry import DeadlineError

_EXAMPLE = "example: pulumi stack output --json | python -m alicloud_ipv6.ping --outputs -"


class OutputsError(Exception):
    """The stack's outputs lack what a ping needs; the message is one sentence."""


def main(arguments: Sequence[str] | None = None, api: Api | None = None) -> int:
    """Ping and print what the command printed; return 0 if the other side answered, else 1."""
    options = _options(arguments)
    try:
        outputs = _read(options.outputs)
        source, target = _instance(outputs, options.source), _instance(outputs, options.target)
        # The addresses go into a shell command: only what is an address gets there.
        command = f"ping6 -c {options.count} -I {_address(source)} {_address(target)}"
        api = api or OpenApi(options.region or outputs["region"], find_credential(lambda _key: None, os.environ))
        print(f"{source['name']}: {command}")
        outcome = run_command(api, source["instanceId"], command)
    except (ApiError, CredentialError, DeadlineError, OutputsError) as error:
        print(error, file=sys.stderr)
        return 1
    print(outcome.output.rstrip())
    if outcome.error:
        print(outcome.error, file=sys.stderr)
    return 0 if outcome.succeeded else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m alicloud_ipv6.ping", description=__doc__, epilog=_EXAMPLE)
    parser.add_argument("--outputs", required=True, metavar="FILE", help="the stack's outputs as JSON; - is the input")
    parser.add_argument("--region", help="the region of the instances (default: the stack's)")
    parser.add_argument("--from", type=int, default=1, dest="source", metavar="N", help="the instance that pings (1)")
    parser.add_argument("--to", type=int, default=2, dest="target", metavar="N", help="the instance to be pinged (2)")
    parser.add_argument("--count", type=int, default=4, metavar="N", help="how many requests to send (4)")
    return parser.parse_args(arguments)


def _read(file: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
        outputs = json.loads(text)
    except (OSError, ValueError) as error:
        raise OutputsError(f"The outputs cannot be read from {file}: {error}.") from None
    if not isinstance(outputs, dict) or not {"region", "instances"} <= outputs.keys():
        raise OutputsError(f"{file} holds no outputs of this stack: region and instances are missing.")
    return outputs


def _instance(outputs: Mapping[str, Any], number: int) -> dict[str, Any]:
    instances: list[dict[str, Any]] = outputs["instances"]
    if not 1 <= number <= len(instances):
        raise OutputsError(f"The stack has instances 1 to {len(instances)}, not {number}.")
    return instances[number - 1]


def _address(instance: Mapping[str, Any]) -> str:
    addresses = instance["ipv6Addresses"]
    if not addresses or not addresses[0]:
        raise OutputsError(f"{instance['name']} has no IPv6 address; `pulumi up` puts a lost one back.")
    try:
        return canonical_ip(addresses[0])
    except ValueError as error:
        raise OutputsError(f"{instance['name']} has no usable IPv6 address: {error}.") from None


if __name__ == "__main__":
    sys.exit(main())
