"""The commands of `alicloud-sandbox`; `status`, `stop` and `logs` are in `sandbox_status`."""

import argparse
import asyncio
import json
import os
import resource
import shlex
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing

from alicloud_rules.limits import limit_set
from alicloud_sandbox.cli import client_environment, inventory, sandbox_client, sandbox_status
from alicloud_sandbox.cli.policy_pack_environment import check_policy_packs
from alicloud_sandbox.cli.supervised_command import SupervisedCommand
from alicloud_sandbox.core.faults import FAULT_NAMES, NO_FAULTS, Faults
from alicloud_sandbox.core.latency import Latency, LatencyMode
from alicloud_sandbox.core.store import StateError, Store
from alicloud_sandbox.gateway.state_file import Running, StateFile
from alicloud_sandbox.iam.keyring import ACCOUNTS, Keyring
from alicloud_sandbox.iam.sts import role_sessions

_PATIENCE_SECONDS = 10.0
_MOST_SECONDS = 2.0
_MOST_FILES = 65_536
_PORTS = range(65_536)
_FAULTS = (
    "share of the requests that fail on purpose, such as throttle=0.1,unavailable=0.05,reset=0.02,slow=0.05; kinds:"
    f" {', '.join(FAULT_NAMES)}; `ecs:` or `ecs.RunInstances:` before a kind limits it, seed=N gives other faults"
    " (default: off)"
)
_EXAMPLES = {
    "run": "alicloud-sandbox run -- pulumi up            run one command; a sandbox is started for it if none runs",
    "serve": "alicloud-sandbox serve --limits today        serve until interrupted, under the service's current limits",
    "env": 'eval "$(alicloud-sandbox env)"               point this shell at the running sandbox',
    "status": "alicloud-sandbox status                      show process, port, options, files and number of resources",
    "stop": "alicloud-sandbox stop                        end the running sandbox; what exists stays",
    "logs": "alicloud-sandbox logs --lines 50             print the end of the request log",
    "show": "alicloud-sandbox show --json                 list what exists, per account, as JSON",
    "token": "alicloud-sandbox token --subject ci > token.jwt    sign an OpenID Connect token, for assumeRoleWithOidc",
    "faults": "alicloud-sandbox faults throttle=0.1,ecs.RunInstances:reset=0.5    fail on purpose; `off` ends it",
    "reset": "alicloud-sandbox reset                       delete every resource; accounts and keys stay",
    "expire": "alicloud-sandbox expire                      end every role session, to see how a client reacts",
    "actions": "alicloud-sandbox actions                     list the API actions that the sandbox has",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0, 1 (with the reason on standard error) or the exit code of the command that was run."""
    options = _parser().parse_args(arguments)
    try:
        state_file = StateFile.resolve(options.state)
        try:
            code = int(options.command(state_file, options))
            sys.stdout.flush()  # a reader that is gone is noticed here, not while Python exits
        except sqlite3.Error as error:
            raise StateError(f"{state_file.path} is not a usable state file: {error}") from None
        return code  # noqa: TRY300 - the handlers below are for the lines above
    except BrokenPipeError:  # as `| head` closes it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except (ValueError, OSError, StateError, sandbox_client.NotRunningError) as error:
        print(f"alicloud-sandbox: {error}", file=sys.stderr)
        return 1


def _serve(state_file: StateFile, options: argparse.Namespace) -> int:
    # The other commands start faster without the server.
    from alicloud_sandbox.gateway.dispatch import Dispatcher  # noqa: PLC0415
    from alicloud_sandbox.gateway.fault_injection import FaultInjector  # noqa: PLC0415
    from alicloud_sandbox.gateway.log_file import log_to  # noqa: PLC0415
    from alicloud_sandbox.gateway.sandbox_server import Server  # noqa: PLC0415
    from alicloud_sandbox.gateway.time_limit import TimeLimit  # noqa: PLC0415

    descriptor = state_file.lock(patience=_PATIENCE_SECONDS)
    if descriptor is None:
        raise ValueError(f"another sandbox serves {state_file.path}; stop it, or name another file with --state")
    log_to(state_file.log, quiet=options.until_unused)
    if not options.until_unused:
        env, stop = (sandbox_client.command_line(state_file, name) for name in ("env", "stop"))
        print(f'Next, in another shell: eval "$({env})". To end the sandbox: {stop}, or Ctrl+C here.', file=sys.stderr)
    store = Store(state_file.path)
    client_environment.make_login_password(store)
    dispatcher = Dispatcher(
        store,
        limit_set(options.limits),
        Latency(LatencyMode(options.latency)),
        time_limit=TimeLimit(_MOST_SECONDS),
        injector=FaultInjector(options.faults),
    )
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, _MOST_FILES)), hard))
    asyncio.run(Server(state_file, dispatcher, options.until_unused).run(options.port))
    os.close(descriptor)
    return 0


def _run(state_file: StateFile, options: argparse.Namespace) -> int:
    words = options.words[1:] if options.words[:1] == ["--"] else options.words
    if not words:
        raise ValueError("run needs a command: alicloud-sandbox run -- COMMAND")
    check_policy_packs(words)
    wanted = {name: getattr(options, name) for name in ("limits", "latency")}
    faults = None if options.faults is None else str(options.faults)
    with closing(sandbox_client.Hold(state_file, {**wanted, "faults": faults})) as hold:
        kept = {name: value for name, value in os.environ.items() if name not in client_environment.UNSET}
        variables = {**kept, **_variables(state_file, hold.running, options.account)}
        return SupervisedCommand(words, variables).run(hold.renew)


def _env(state_file: StateFile, options: argparse.Namespace) -> int:
    variables = _variables(state_file, sandbox_client.require_running(state_file), options.account)
    print(f"unset {' '.join(client_environment.UNSET)}")
    for name, value in variables.items():
        print(f"export {name}={shlex.quote(value)}")
    return 0


def _show(state_file: StateFile, options: argparse.Namespace) -> int:
    found: inventory.Inventory = {name: {} for name in ACCOUNTS}
    if state_file.path.exists():
        with closing(Store(state_file.path, read_only=True)) as store:
            found = inventory.collect(store)
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    print(json.dumps(found, indent=2) if options.json else inventory.format_list(found, columns))
    return 0


def _token(state_file: StateFile, options: argparse.Namespace) -> int:
    from alicloud_sandbox.iam.sts import oidc_issuer  # noqa: PLC0415 (loads a library that no other command needs)

    with closing(Store(state_file.path)) as store:
        print(oidc_issuer.sign_token(store, options.audience, options.subject, time.time(), options.seconds))
    return 0


def _faults(state_file: StateFile, options: argparse.Namespace) -> int:
    running = sandbox_client.require_running(state_file)
    if options.faults is None:
        print(running.faults)
    else:
        sandbox_client.post(running, "faults", str(options.faults))
    return 0


def _reset(state_file: StateFile, options: argparse.Namespace) -> int:
    sandbox_client.change(state_file, "reset", Store.wipe)
    return 0


def _expire(state_file: StateFile, options: argparse.Namespace) -> int:
    sandbox_client.change(state_file, "expire", lambda store: role_sessions.end_all(store, time.time()))
    return 0


def _actions(state_file: StateFile, options: argparse.Namespace) -> int:
    from alicloud_sandbox.cli import actions_document  # noqa: PLC0415 (loads every product)

    print(actions_document.assumptions() if options.assumed else actions_document.document())
    return 0


def _variables(state_file: StateFile, running: Running, account: str) -> dict[str, str]:
    with closing(Store(state_file.path, read_only=True)) as store:
        key, password = Keyring.load(store).of(account), client_environment.login_password(store)
    return client_environment.variables(state_file, running, key, password)


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
    run = add("run", _run, "Run one command against the sandbox; one is started if none runs.")
    run.add_argument("words", nargs=argparse.REMAINDER, metavar="-- COMMAND", help="the command and its arguments")
    for sub in (serve, run):
        _add_behaviour(sub, started=sub is serve)
    env = add("env", _env, "Print the shell commands that point any client at the running sandbox.")
    for sub in (run, env):
        sub.add_argument("--account", default="resource", help="resource, user or ACCOUNT/USER (default: resource)")
    add(
        "status", sandbox_status.show_status, "Show how the sandbox is: process, options, files, resources."
    ).add_argument("--json", action="store_true", help="as JSON")
    add("stop", sandbox_status.stop, "End the running sandbox; what exists stays in the state file.")
    add("logs", sandbox_status.show_log, "Print the end of the request log.").add_argument(
        "--lines", type=_count, default=20, metavar="N", help="how many lines (default: 20)"
    )
    add("show", _show, "List what exists, per account.").add_argument("--json", action="store_true", help="as JSON")
    token = add("token", _token, "Print an OpenID Connect token of the issuer that every account's provider trusts.")
    token.add_argument("--audience", default="sts.aliyuncs.com", help="its audience (default: %(default)s)")
    token.add_argument("--subject", required=True, help="whom it identifies, such as repo:shop/web")
    token.add_argument("--seconds", type=int, default=3600, help="how long it is valid (default: %(default)s)")
    faults = add("faults", _faults, "Have the running sandbox fail on purpose; without SPEC, print how often it does.")
    faults.add_argument("faults", type=_fault_spec, nargs="?", metavar="SPEC", help=_FAULTS)
    add("reset", _reset, "Delete every resource; accounts and keys stay.")
    add("expire", _expire, "End every role session now, as if its time had passed.")
    actions = add("actions", _actions, "Print the API actions that the sandbox has, in Markdown.")
    actions.add_argument("--assumed", action="store_true", help="print only what has no source, and its share")
    return parser


def _add_behaviour(parser: argparse.ArgumentParser, *, started: bool) -> None:
    """Add the options of a sandbox; without `started` they have no default, for a running sandbox may have any."""
    for name, choices, text in (
        ("limits", ("documented", "today"), "which limits apply"),
        ("latency", tuple(mode.value for mode in LatencyMode), "how long transitions take"),
    ):
        default = choices[0] if started else None
        parser.add_argument(f"--{name}", choices=choices, default=default, help=f"{text} (default: {choices[0]})")
    parser.add_argument(
        "--faults", type=_fault_spec, default=NO_FAULTS if started else None, metavar="SPEC", help=_FAULTS
    )


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) in _PORTS:
        return int(text)
    raise argparse.ArgumentTypeError(f"invalid port {text!r}; expected {_PORTS[0]} to {_PORTS[-1]}")


def _fault_spec(text: str) -> Faults:
    try:
        return Faults.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"invalid value {text!r}; expected a positive integer")
