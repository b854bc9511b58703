from tests.components.recorder import Recorder, is_secret
from tests.program.program_run import PASSWORD, RESOURCE, USER, run


def test_outputs() -> None:
    made = run(preview=False)
    assert set(made.stack_outputs) == {"region", "instances", "ping6"}
    assert made.stack_outputs["region"] == "cn-beijing"
    assert made.stack_outputs["ping6"] == "ping6 -c 4 -I 2001:db8::1 2001:db8::1"
    first, second = made.stack_outputs["instances"]
    assert set(first) == set(second)
    assert (first["name"], second["name"]) == ("test-ecs-ipv6-1", "test-ecs-ipv6-2")
    assert first["instanceId"] == "site-1-ecs-id"
    assert second["networkInterfaceId"] == "site-2-eni-id"
    assert first["ipv6Addresses"] == ["2001:db8::1"]
    assert (first["privateIpv4"], first["publicIpv4"]) == ("10.1.1.4", "192.0.2.1")


def test_no_output_is_secret() -> None:
    assert not [one for one in run(preview=False).stack_outputs["instances"] if is_secret(one)]
    assert PASSWORD not in str(run(preview=False).stack_outputs)


def test_outputs_say_in_which_account_an_instance_is(both: Recorder) -> None:
    first, second = both.stack_outputs["instances"]
    assert (first["name"], first["accountId"]) == ("test-ecs-ipv6-1", RESOURCE)
    assert (second["name"], second["accountId"]) == ("test-ecs-ipv6-2", USER)
    assert first["ipv6Addresses"] == second["ipv6Addresses"] == ["2001:db8::1"]
    assert both.stack_outputs["ping6"] == "ping6 -c 4 -I 2001:db8::1 2001:db8::1"
