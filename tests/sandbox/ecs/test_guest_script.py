"""Which scripts are recognised, and as what."""

import pytest

from alicloud_ipv6.ipv6_guest_setup import DOWNLOADS, GuestFamily, setup_script
from alicloud_sandbox.services.ecs.guest_script import UnknownLineError, read
from alicloud_sandbox.services.ecs.guest_steps import (
    Await,
    ChangeDirectory,
    Download,
    Grep,
    MakeExecutable,
    Pause,
    Ping,
    RunHelper,
    Say,
    Show,
    Step,
    StopOnError,
    Style,
)

LINUX = ("wget", "curl", "ip", "ifconfig")
ADDRESS = "2001:db8::1"


def steps(script: str, tools: tuple[str, ...] = LINUX) -> list[Step]:
    return [step for chain in read(script, tools) for step in chain]


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("wget http://x/ecs-utils-ipv6", Download("http://x/ecs-utils-ipv6", "ecs-utils-ipv6")),
        ("wget -q -O /tmp/h http://x/f", Download("http://x/f", "/tmp/h")),
        ("wget -qO h 'http://x/f'", Download("http://x/f", "h")),
        ("curl -fsSL -o h http://x/f", Download("http://x/f", "h")),
        ("curl -O http://x/f", Download("http://x/f", "f")),
        ("fetch -q -o h http://x/f", Download("http://x/f", "h")),
        ("chmod +x ./ecs-utils-ipv6", MakeExecutable("./ecs-utils-ipv6")),
        ("./ecs-utils-ipv6", RunHelper("./ecs-utils-ipv6")),
        ("/root/ecs-utils-ipv6 2>&1", RunHelper("/root/ecs-utils-ipv6")),
        ("ip -6 addr", Show(Style.IP)),
        ("ip -6 -o addr show dev eth1", Show(Style.IP_ONELINE, "eth1")),
        ("ifconfig eth1", Show(Style.IFCONFIG, "eth1")),
        (f"ip -6 addr show | grep -q {ADDRESS}", Grep(Show(Style.IP), ADDRESS, quiet=True)),
        ("ifconfig | grep inet6", Grep(Show(Style.IFCONFIG), "inet6", quiet=False)),
        (f"ping6 {ADDRESS}", Ping(ADDRESS)),
        (f"ping6 -c 4 -I eth1 -W 2 {ADDRESS}", Ping(ADDRESS, "eth1", 4, 2.0)),
        (f"ping -6 -n -c1 -I ::2 {ADDRESS}", Ping(ADDRESS, "::2", 1)),
        ('echo "hello  there" >&2', Say("hello  there")),
        ("cd /tmp", ChangeDirectory("/tmp")),
        ("cd", ChangeDirectory("/root")),
        ('cd "$(mktemp -d)"', ChangeDirectory(None)),
        ("set -euo pipefail", StopOnError()),
        ("sleep 1.5", Pause(1.5)),
    ],
)
def test_known_commands(line: str, step: Step) -> None:
    assert steps(line) == [step]


@pytest.mark.parametrize(
    "line",
    [
        "rm -rf /",
        "ls",
        "ping 192.0.2.1",
        "ping6",
        "ping6 -f ::1",
        "ping6 -c x ::1",
        "ping6 -c",
        "wget",
        "wget a b",
        "wget --post-data=x http://x/f",
        "curl http://x/f",
        "chmod 644 f",
        "ecs-utils-ipv6",
        "./ecs-utils-ipv6 --disable",
        "echo $unset",
        "echo `id`",
        "echo $(id)",
        "echo hello > /etc/passwd",
        "ip -6 addr | grep -v x",
        "ip -6 addr | grep 'a.*b'",
        "ip -6 addr | wc -l",
        "echo x | grep x",
        "ping6 -c 1 ::1 || true",
        "ping6 -c 1 ::1; ls",
        "sleep forever",
        "echo 'open",
        "if true; then",
        "while true; do\n  echo x\ndone",
        "for x in a; do\n  ls $x\ndone",
        "until ls | grep -q x; do\n  sleep 1\ndone",
        "f() {\n  ls\n}\nf",
    ],
)
def test_anything_else_is_not_recognised(line: str) -> None:
    with pytest.raises(UnknownLineError):
        read(line, LINUX)


def test_the_unknown_line_is_named() -> None:
    with pytest.raises(UnknownLineError) as caught:
        read("#!/bin/sh\n\necho fine\nfor x in a b; do\n  echo $x\n  rm $x\ndone\n", LINUX)
    assert (caught.value.number, caught.value.line) == (6, "rm $x")


def test_comments_and_settings_without_effect_are_no_steps() -> None:
    assert steps("#!/bin/bash\n# a remark\n\nset -u\nset -x\n") == []


def test_chains_keep_together() -> None:
    (chain,) = read("echo a && echo b", LINUX)
    assert chain == (Say("a"), Say("b"))


def test_variables_are_filled_in() -> None:
    assert steps('base=http://x\nname="a b"\nwget "${base}/f"\necho $name') == [
        Download("http://x/f", "f"),
        Say("a b"),
    ]


def test_a_loop_over_words() -> None:
    script = 'for address in ::1 ::2; do\n  ip -6 addr | grep -q "$address"\ndone'
    assert steps(script) == [Grep(Show(Style.IP), "::1", True), Grep(Show(Style.IP), "::2", True)]


def test_a_tool_that_is_there_decides() -> None:
    script = """
if command -v wget >/dev/null 2>&1; then
  echo wget
elif command -v curl >/dev/null; then
  echo curl
else
  echo fetch
fi
"""
    for tools, said in ((LINUX, "wget"), (("curl",), "curl"), ((), "fetch")):
        assert steps(script, tools) == [Say(said)]


@pytest.mark.parametrize("family", GuestFamily)
def test_the_component_s_script_is_recognised_line_by_line(family: GuestFamily) -> None:
    tools = ("fetch", "ifconfig") if family is GuestFamily.FREEBSD else LINUX
    found = steps(setup_script(family).replace("{{addresses}}", f"{ADDRESS} 2001:db8::2"), tools)
    helper = "./ecs-utils-ipv6"
    assert found[:5] == [
        StopOnError(),
        ChangeDirectory(None),
        Download(f"{DOWNLOADS}/{family.value}/ecs-utils-ipv6", "ecs-utils-ipv6"),
        MakeExecutable(helper),
        RunHelper(helper),
    ]
    waits = [step for step in found if isinstance(step, Await)]
    assert [wait.text.strip() for wait in waits] == [ADDRESS, "2001:db8::2"]
    assert all(wait.text.strip() in wait.complaint for wait in waits)
    assert isinstance(found[-1], Show | Grep)
