"""The commands ``serve``, ``run``, ``env``, ``reset``, ``show`` and ``actions``."""

import argparse
import asyncio
import json
import logging
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

from alicloud_rules.limits import limit_set
from alicloud_sandbox import client, environment, show
from alicloud_sandbox.accounts import ACCOUNTS, Keyring
from alicloud_sandbox.latency import Latency, LatencyMode
from alicloud_sandbox.state import Place, Running
from alicloud_sandbox.store import Store

_LOOK_SECONDS = 0.5
_PATIENCE_SECONDS = 10.0
_PORTS = range(65_536)
_EXAMPLES = {
    "run": "alicloud-sandbox run -- pulumi up            one command against the sandbox, started for it if need be",
    "serve": "alicloud-sandbox serve --limits today        a sandbox that stays, under the service's current limits",
    "env": 'eval "$(alicloud-sandbox env)"               point this shell at the running sandbox',
    "show": "alicloud-sandbox show --json                 what exists, per account",
    "reset": "alicloud-sandbox reset                       an empty sandbox, with the same accounts and keys",
    "expire": "alicloud-sandbox expire                      every role session is over, to see what a client does",
    "actions": "alicloud-sandbox actions                     every API action the sandbox has",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 (refused, with the reason on standard error) or the command's own."""
    options = _parser().parse_args(arguments)
    try:
        place = Place.of(options.state)
        try:
            return int(options.command(place, options))
        except sqlite3.Error as error:
            raise ValueError(f"{place.file} is not a readable state file: {error}") from None
    except (ValueError, OSError, client.NotRunningError) as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 1


def _serve(place: Place, options: argparse.Namespace) -> int:
    from alicloud_sandbox.dispatch import Dispatcher  # noqa: PLC0415 (the other commands start faster without the server)
    from alicloud_sandbox.server import Server  # noqa: PLC0415

    descriptor = place.lock(patience=_PATIENCE_SECONDS)
    if descriptor is None:
        raise ValueError(f"another sandbox serves {place.file}; stop it, or name another file with --state")
    _log_to(place, quiet=options.until_unused)
    dispatcher = Dispatcher(Store(place.file), limit_set(options.limits), Latency(LatencyMode(options.latency)))
    asyncio.run(Server(place, dispatcher, options.until_unused).run(options.port))
    os.close(descriptor)
    return 0


def _run(place: Place, options: argparse.Namespace) -> int:
    words = options.words[1:] if options.words[:1] == ["--"] else options.words
    if not words:
        raise ValueError("run needs a command: alicloud-sandbox run -- COMMAND")
    with closing(client.Hold(place, {"limits": options.limits, "latency": options.latency})) as hold:
        kept = {name: value for name, value in os.environ.items() if name not in environment.WITHOUT}
        variables = {**kept, **_variables(place, hold.running, options.account)}
        return _supervise(words, variables, hold)


def _supervise(words: list[str], variables: dict[str, str], hold: client.Hold) -> int:
    """Run a command to its end; interrupts are the command's to handle, and the sandbox stays up for it.

    A command that a signal ended counts as 128 and the signal's number, as in a shell.
    """
    received: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: received.append(number))
    try:
        process = subprocess.Popen(words, env=variables)
    except OSError as error:
        raise ValueError(f"{words[0]!r} cannot be run: {error.strerror}") from None
    while True:
        try:
            code = process.wait(timeout=_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            hold.renew()
        else:
            return code if code >= 0 else 128 - code
        if signal.SIGTERM in received:
            process.terminate()


def _env(place: Place, options: argparse.Namespace) -> int:
    variables = _variables(place, client.need(place), options.account)
    print(f"unset {' '.join(environment.WITHOUT)}")
    for name, value in variables.items():
        print(f"export {name}={shlex.quote(value)}")
    return 0


def _show(place: Place, options: argparse.Namespace) -> int:
    found: show.Inventory = {name: {} for name in ACCOUNTS}
    if place.file.exists():
        found = show.inventory(Store(place.file, read_only=True))
    print(json.dumps(found, indent=2) if options.json else show.text(found))
    return 0


def _reset(place: Place, options: argparse.Namespace) -> int:
    running = place.running()
    if running:
        client.post(running, "reset")
    elif place.file.exists():
        Store(place.file).wipe()
    return 0


def _expire(place: Place, options: argparse.Namespace) -> int:
    client.post(client.need(place), "expire")
    return 0


def _actions(place: Place, options: argparse.Namespace) -> int:
    from alicloud_sandbox.coverage import document  # noqa: PLC0415 (loads every product)

    print(document())
    return 0


def _variables(place: Place, running: Running, account: str) -> dict[str, str]:
    store = Store(place.file)
    key = Keyring.load(store).of(account)
    return environment.variables(place, running, key, environment.login_password(store))


def _log_to(place: Place, *, quiet: bool) -> None:
    form = logging.Formatter("%(asctime)s.%(msecs)03dZ %(message)s", "%Y-%m-%dT%H:%M:%S")
    form.converter = time.gmtime
    handlers: list[logging.Handler] = [logging.FileHandler(place.log)]
    if not quiet:
        handlers.append(logging.StreamHandler())
    for handler in handlers:
        handler.setFormatter(form)
    logging.basicConfig(level=logging.INFO, handlers=handlers)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="alicloud-sandbox",
        description="A local Alibaba Cloud: ECS, VPC, RAM and STS over TLS, behind a proxy on the loopback interface.",
        epilog="examples:\n  " + "\n  ".join(_EXAMPLES.values()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--state", metavar="FILE", help="the state file (default: .sandbox/state.db)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: object, text: str) -> argparse.ArgumentParser:
        form, example = argparse.RawDescriptionHelpFormatter, f"example:\n  {_EXAMPLES[name]}"
        sub = commands.add_parser(name, help=text, description=text, epilog=example, formatter_class=form)
        sub.add_argument("--state", metavar="FILE", default=argparse.SUPPRESS, help="the state file")
        sub.set_defaults(command=command)
        return sub

    serve = add("serve", _serve, "Run the sandbox until it is interrupted.")
    serve.add_argument("--port", type=_port, default=0, help="port on 127.0.0.1 (default: a free one)")
    serve.add_argument("--until-unused", action="store_true", help="stop when the last `run` has ended")
    run = add("run", _run, "Run one command against the sandbox, which is started if need be.")
    run.add_argument("words", nargs=argparse.REMAINDER, metavar="-- COMMAND", help="the command and its arguments")
    for sub in (serve, run):
        _add_behaviour(sub, started=sub is serve)
    env = add("env", _env, "Print the exports that point any client at the running sandbox.")
    for sub in (run, env):
        sub.add_argument("--account", default="resource", help="resource, user or ACCOUNT/USER (default: resource)")
    add("show", _show, "List what exists, per account.").add_argument("--json", action="store_true", help="as JSON")
    add("reset", _reset, "Remove every resource; accounts and keys stay.")
    add("expire", _expire, "End every role session now, as if its time had passed.")
    add("actions", _actions, "List the API actions the sandbox has, and on what evidence.")
    return parser


def _add_behaviour(parser: argparse.ArgumentParser, *, started: bool) -> None:
    """Add what a sandbox is started with; a command that may find one running has no default of its own."""
    for name, choices, text in (
        ("limits", ("documented", "today"), "which limits hold"),
        ("latency", tuple(mode.value for mode in LatencyMode), "how long transitions take"),
    ):
        default = choices[0] if started else None
        parser.add_argument(f"--{name}", choices=choices, default=default, help=f"{text} (default: {choices[0]})")


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) in _PORTS:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port from {_PORTS[0]} to {_PORTS[-1]}")
