"""Faults over the wire: the service's codes, connections reset before and after the commit, slow answers, the log."""

import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from alicloud_sandbox.core.actions import ECS, RAM, STS, VPC, Product
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.faults import FaultKind
from alicloud_sandbox.gateway.fault_injection import FaultInjector, refuse_before
from alicloud_sandbox.gateway.state_file import StateFile
from tests.sandbox import serving
from tests.sandbox.serving import Served
from tests.waiting import until

SLOW_SECONDS = 0.8


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving.serve(tmp_path_factory.mktemp("faults"), "--faults", "vpc.createvpc:throttle=1") as running:
        yield running


def set_faults(served: Served, specification: str) -> None:
    done = serving.sandbox(served.state_file, "faults", specification)
    assert (done.returncode, done.stderr) == (0, "")


def names(served: Served) -> set[str]:
    rows = json.loads(serving.sandbox(served.state_file, "show", "--json").stdout)["resource"].get("vpc", [])
    return {row["name"] for row in rows}


def test_the_option_of_serve_has_an_action_refused_and_no_other(served: Served) -> None:
    set_faults(served, "vpc.createvpc:throttle=1")
    status, answer = serving.call(served, "CreateVpc", VpcName="refused")
    assert (status, answer["Code"]) == (400, "Throttling.User")
    assert serving.call(served, "DescribeVpcs")[0] == 200
    assert re.search(r"action=Vpc.CreateVpc .* result=400/Throttling.User ms=[0-9.]+ fault=throttle$", served.log()[-2])
    assert "fault" not in served.log()[-1]
    assert "refused" not in names(served)


@pytest.mark.parametrize("product", [ECS, VPC, RAM, STS], ids=lambda product: product.name)
@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        (FaultKind.THROTTLE, 400, r"Throttling(\.User)?"),
        (FaultKind.UNAVAILABLE, 503, "ServiceUnavailable"),
        (FaultKind.INTERNAL, 500, "InternalError"),
    ],
)
def test_each_product_answers_with_the_service_s_code(
    product: Product, kind: FaultKind, status: int, code: str
) -> None:
    with pytest.raises(ApiError) as caught:
        refuse_before(kind, product.name)
    assert caught.value.status == status
    assert re.fullmatch(code, caught.value.code)


@pytest.mark.parametrize(("kind", "exists"), [("reset-before", False), ("reset-after", True)])
def test_a_reset_before_the_commit_does_nothing_and_after_it_everything(
    served: Served, kind: str, exists: bool
) -> None:
    set_faults(served, f"Vpc.CreateVpc:{kind}=1")
    with pytest.raises(ConnectionResetError):
        serving.call(served, "CreateVpc", VpcName=kind)
    assert (kind in names(served)) is exists
    assert served.log()[-1].endswith(f" fault={kind}")
    assert (" result=200/OK " in served.log()[-1]) is exists


def test_a_repetition_with_the_same_token_after_a_lost_answer_creates_nothing_more(served: Served) -> None:
    set_faults(served, "Vpc.CreateVpc:reset-after=1")
    with pytest.raises(ConnectionResetError):
        serving.call(served, "CreateVpc", VpcName="once", ClientToken="one")
    set_faults(served, "off")
    status, answer = serving.call(served, "CreateVpc", VpcName="once", ClientToken="one")
    _, found = serving.call(served, "DescribeVpcs", VpcName="once")
    assert (status, [row["VpcId"] for row in found["Vpcs"]["Vpc"]]) == (200, [answer["VpcId"]])


def test_a_slow_answer_is_carried_out_at_once_and_keeps_nobody_else_waiting(served: Served) -> None:
    set_faults(served, f"vpc.createvpc:slow=1,seconds={SLOW_SECONDS}")
    started = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(serving.call, served, "CreateVpc", VpcName="late")
        until(lambda: serving.call(served, "DescribeVpcs", VpcName="late")[1]["Vpcs"]["Vpc"], "the VPC")
        assert not slow.done()
        assert slow.result()[0] == 200
    assert time.monotonic() - started >= SLOW_SECONDS


def test_the_faults_are_changed_and_shown_while_the_sandbox_runs(served: Served) -> None:
    set_faults(served, "throttle=0.1,seed=7")
    shown = "throttle=0.1,seed=7,seconds=2"
    assert serving.sandbox(served.state_file, "faults").stdout == f"{shown}\n"
    assert re.search(rf"^faults +{re.escape(shown)}$", serving.sandbox(served.state_file, "status").stdout, re.M)
    assert json.loads(serving.sandbox(served.state_file, "status", "--json").stdout)["running"]["faults"] == shown
    set_faults(served, "off")
    assert serving.sandbox(served.state_file, "faults").stdout == "off\n"


def test_a_wrong_specification_changes_nothing(served: Served) -> None:
    set_faults(served, "throttle=0.1")
    for wrong in ("throttle=2", "ecs.Nothing:throttle=1"):
        done = serving.sandbox(served.state_file, "faults", wrong)
        assert done.returncode != 0 and "faults" in done.stderr and "Traceback" not in done.stderr
    assert serving.sandbox(served.state_file, "faults").stdout.startswith("throttle=0.1,")


def test_without_a_sandbox_the_command_says_how_to_start_one(tmp_path: Path) -> None:
    done = serving.sandbox(StateFile(tmp_path / "state.db"), "faults", "throttle=1")
    assert done.returncode == 1 and "start one with" in done.stderr


def test_without_faults_no_request_is_counted() -> None:
    injector = FaultInjector()
    assert injector.of_next(VPC.actions["CreateVpc"]) is None
    assert not injector._requests
