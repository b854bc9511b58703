"""From a signed request to an answer: actions, regions, ClientTokens, DryRun, refusals and defects."""

import json
import logging
from dataclasses import replace

import pytest

from alicloud_sandbox.core.actions import VPC, Evidence
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Vpc
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import NO_AUTHORIZATION
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.dispatch import Dispatcher, Outcome
from alicloud_sandbox.gateway.products import ACTIONS
from tests.sandbox.conftest import Cloud, refused
from tests.sandbox.signing import acs3, version1

HOST = "vpc.cn-beijing.aliyuncs.com"
VERSION = "2016-04-28"
BLOCK = {"CidrBlock": "10.0.0.0/8"}


@pytest.fixture
def dispatcher() -> Dispatcher:
    return Dispatcher(Store(":memory:"))


def ask(dispatcher: Dispatcher, action: str, host: str = HOST, **values: str) -> Outcome:
    """Ask in signature version 1."""
    key = dispatcher.keyring.of("resource")
    return dispatcher.answer(version1(key, {"Action": action, "Version": VERSION, **values}), host)


def vpcs(cloud: Cloud) -> int:
    return int(cloud.vpc("DescribeVpcs")["TotalCount"])


def test_an_answer_has_a_request_id_and_nothing_that_reads_as_an_error(dispatcher: Dispatcher) -> None:
    outcomes = [ask(dispatcher, "DescribeVpcs") for _ in range(2)]
    assert all(outcome.status == 200 for outcome in outcomes)
    assert len({outcome.body["RequestId"] for outcome in outcomes}) == 2
    assert not {"Code", "Message", "Success"} & outcomes[0].body.keys()
    assert (outcomes[0].account, outcomes[0].action) == ("resource", "Vpc.DescribeVpcs")


def test_a_refusal_has_the_service_s_shape(dispatcher: Dispatcher) -> None:
    outcome = ask(dispatcher, "DescribeVpcAttribute", VpcId="vpc-nobody")
    assert outcome.status == 404
    assert outcome.body.keys() == {"RequestId", "HostId", "Code", "Message"}
    assert (outcome.body["Code"], outcome.body["HostId"]) == ("InvalidVpcId.NotFound", HOST)
    assert "NotFound" in outcome.body["Message"]
    assert "vpc-nobody" in outcome.body["Message"]


def test_both_signature_styles_name_their_action(dispatcher: Dispatcher) -> None:
    key = dispatcher.keyring.of("user")
    for request in (
        acs3(key, (VERSION, "CreateVpc"), {"RegionId": "cn-beijing"}, BLOCK),
        acs3(key, (VERSION, "CreateVpc"), {"RegionId": "cn-beijing", **BLOCK}),
        version1(key, {"Action": "CreateVpc", "Version": VERSION, **BLOCK}),
        version1(key, {"Action": "CreateVpc", "Version": VERSION, **BLOCK}, form=True),
        version1(key, {"Action": "CreateVpc", "Version": VERSION, **BLOCK}, method="GET"),
    ):
        outcome = dispatcher.answer(request, HOST)
        assert (outcome.status, outcome.account) == (200, "user")
    assert vpcs(Cloud(dispatcher, "user")) == 5
    assert vpcs(Cloud(dispatcher, "resource")) == 0


def test_an_unknown_action_is_refused_in_plain_words(dispatcher: Dispatcher) -> None:
    outcome = ask(dispatcher, "CreateNatGateway")
    assert (outcome.status, outcome.body["Code"]) == (404, "InvalidAction.NotFound")
    assert outcome.body["Message"] == (
        "The sandbox has no action CreateNatGateway of API version 2016-04-28; `alicloud-sandbox actions` lists them."
    )
    assert (outcome.account, outcome.action) == ("resource", "?")


def test_an_action_of_another_version_is_unknown(dispatcher: Dispatcher) -> None:
    assert ask(dispatcher, "RunInstances").body["Code"] == "InvalidAction.NotFound"


@pytest.mark.parametrize("name", ["Action", "Version"])
def test_a_request_without_action_or_version_says_so(dispatcher: Dispatcher, name: str) -> None:
    values = {"Action": "DescribeVpcs", "Version": VERSION}
    outcome = dispatcher.answer(version1(dispatcher.keyring.of("resource"), {**values, name: ""}), HOST)
    assert (outcome.status, outcome.body["Code"]) == (400, "MissingParameter")
    assert f" {name} " in outcome.body["Message"]


def test_an_unsigned_request_does_nothing(dispatcher: Dispatcher) -> None:
    request = version1(dispatcher.keyring.of("resource"), {"Action": "CreateVpc", "Version": VERSION})
    outcome = dispatcher.answer(replace(request, query={"Action": "CreateVpc", "Version": VERSION}), HOST)
    assert (outcome.status, outcome.body["Code"], outcome.account) == (400, "MissingParameter", "-")
    assert vpcs(Cloud(dispatcher)) == 0


def test_the_region_comes_from_the_parameter_then_from_the_host(dispatcher: Dispatcher) -> None:
    def region(host: str, **values: str) -> str:
        vpc = ask(dispatcher, "CreateVpc", host, **values).body["VpcId"]
        found = dispatcher.store.get(Vpc, vpc)
        assert found is not None
        return found.region

    assert region("vpc.cn-beijing.aliyuncs.com", RegionId="cn-shanghai") == "cn-shanghai"
    assert region("vpc.cn-beijing.aliyuncs.com") == "cn-beijing"
    assert region("vpc-ap-southeast-1.aliyuncs.com") == "ap-southeast-1"
    for central in ("vpc.aliyuncs.com", "vpc.vpc-proxy.aliyuncs.com"):
        assert region(central) == "cn-hangzhou"


def test_an_unknown_region_is_refused(dispatcher: Dispatcher) -> None:
    outcome = ask(dispatcher, "CreateVpc", RegionId="cn-bejing")
    assert (outcome.status, outcome.body["Code"]) == (404, "InvalidRegionId.NotFound")
    assert "cn-beijing" in outcome.body["Message"]


@pytest.mark.parametrize("name", ["OwnerId", "ResourceOwnerId"])
def test_a_request_for_another_account_is_refused(cloud: Cloud, name: str) -> None:
    with refused("UnsupportedParameter", 400):
        cloud.vpc("CreateVpc", **{name: "1000000000000002"})
    cloud.vpc("CreateVpc", **{name: "1000000000000001"})
    assert vpcs(cloud) == 1


def test_a_repeated_token_is_answered_as_the_first_time(cloud: Cloud) -> None:
    answers = [cloud.vpc("CreateVpc", ClientToken="once", VpcName="first", **BLOCK) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert vpcs(cloud) == 1
    assert cloud.vpc("CreateVpc", ClientToken="twice", VpcName="first", **BLOCK) != answers[0]


def test_a_token_with_other_parameters_is_refused(cloud: Cloud) -> None:
    cloud.vpc("CreateVpc", ClientToken="once", VpcName="first")
    with refused("IdempotentParameterMismatch", 400):
        cloud.vpc("CreateVpc", ClientToken="once", VpcName="second")
    assert vpcs(cloud) == 1


def test_a_token_counts_for_one_account_region_and_action(cloud: Cloud) -> None:
    made = [
        place.vpc("CreateVpc", ClientToken="once", **BLOCK)["VpcId"]
        for place in (cloud, cloud.by("user"), cloud.at("cn-shanghai"))
    ]
    assert len(set(made)) == 3
    cloud.ecs("CreateSecurityGroup", VpcId=made[0], ClientToken="once")
    assert cloud.ecs("DescribeSecurityGroups")["TotalCount"] == 1


def test_a_refused_request_leaves_its_token_free(cloud: Cloud) -> None:
    with refused("InvalidParameter"):
        cloud.vpc("CreateVpc", ClientToken="once", CidrBlock="nonsense")
    cloud.vpc("CreateVpc", ClientToken="once", **BLOCK)
    assert vpcs(cloud) == 1


@pytest.mark.parametrize("token", ["x" * 65, "é"])
def test_a_token_has_64_ascii_characters(cloud: Cloud, token: str) -> None:
    with refused("IllegalParam.ClientToken"):
        cloud.vpc("CreateVpc", ClientToken=token)
    with refused("InvalidParameter"):
        cloud.ecs("CreateSecurityGroup", VpcId="vpc-any", ClientToken=token)
    cloud.vpc("CreateVpc", ClientToken="x" * 64)
    assert vpcs(cloud) == 1


def test_a_retry_by_another_signature_is_the_same_request(dispatcher: Dispatcher) -> None:
    key = dispatcher.keyring.of("resource")
    first = ask(dispatcher, "CreateVpc", ClientToken="once", **BLOCK)
    second = dispatcher.answer(acs3(key, (VERSION, "CreateVpc"), {**BLOCK, "ClientToken": "once"}), HOST)
    assert first.body["VpcId"] == second.body["VpcId"]


def test_a_dry_run_checks_everything_and_does_nothing(cloud: Cloud) -> None:
    with refused("DryRunOperation", 400):
        cloud.vpc("CreateVpc", DryRun=True, ClientToken="once", **BLOCK)
    with refused("InvalidParameter", 400):
        cloud.vpc("CreateVpc", DryRun=True, CidrBlock="nonsense")
    assert vpcs(cloud) == 0
    assert cloud.dispatcher.store.pop_due_events(float("inf")) == []
    cloud.vpc("CreateVpc", DryRun=False, ClientToken="once", **BLOCK)
    assert vpcs(cloud) == 1


def test_an_action_without_dry_run_refuses_it(cloud: Cloud) -> None:
    with refused("UnsupportedParameter", 400):
        cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId="eni-1", DryRun=True)


def test_a_defect_is_an_answer_in_json_and_its_log_has_no_value(
    dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Params):
        password: str

    def broken(call: Call, p: Broken) -> dict[str, object]:
        call.store.set_setting("half", "done")
        raise RuntimeError(p.password)

    VPC.action("Broken", Evidence.ASSUMED, resources=NO_AUTHORIZATION)(broken)
    monkeypatch.setitem(ACTIONS, (VERSION, "Broken"), VPC.actions.pop("Broken"))
    with caplog.at_level(logging.ERROR):
        outcome = ask(dispatcher, "Broken", Password="hunter2-hunter2")
    assert (outcome.status, outcome.body["Code"]) == (500, "InternalError")
    assert dispatcher.store.setting("half") is None
    assert "in broken" in caplog.text
    assert "hunter2" not in caplog.text + json.dumps(outcome.body)
    assert ask(dispatcher, "DescribeVpcs").status == 200
