"""`alicloud-offline reach` on the dev stack, which asks for nothing that the check cannot answer."""

import pytest

from tests.offline.run_offline import CHECKOUT, run_offline

PLACE = ("dev", "--program", str(CHECKOUT))


def test_the_dev_stack() -> None:
    done = run_offline("reach", *PLACE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1:] == [
        "internet -> site-1-ecs, site-2-ecs: everything",
        "site-1-ecs -> site-2-ecs, internet: everything",
        "site-2-ecs -> site-1-ecs, internet: everything",
    ]


@pytest.mark.slow
def test_one_flow_shows_its_path() -> None:
    done = run_offline("reach", *PLACE, "--from", "internet", "--to", "site-1-ecs", "--protocol", "tcp", "--port", "22")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "internet (2000::) -> Instance site-1-ecs tcp/22: reaches"
    assert any("SecurityGroup site-1-sg lets tcp in: accept ::/0, priority 1" in line for line in lines)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--from", "internet"), "--from and --to belong together; give both, or neither."),
        (("--from", "internet", "--to", "x", "--protocol", "tcp"), "--port: the flow from internet to x has the ports"),
    ],
)
def test_wrong_options_are_refused_before_the_program_runs(options: tuple[str, ...], problem: str) -> None:
    done = run_offline("reach", *PLACE, *options)
    assert done.returncode == 2
    assert problem in done.stderr


@pytest.mark.slow
def test_a_name_that_matches_nothing_is_refused() -> None:
    done = run_offline("reach", *PLACE, "--from", "internet", "--to", "web-*")
    assert done.returncode == 2
    assert "--to 'web-*' matches no instance or ENI of the stack, and is not an IPv6 block." in done.stderr
