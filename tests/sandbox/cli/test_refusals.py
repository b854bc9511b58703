"""The refusals that are read from the source; `refused` in conftest.py compares them with those that requests get."""

import ast

from alicloud_sandbox.cli import refusals as module
from alicloud_sandbox.cli.refusals import ALL_PRODUCTS, Refusal, refusals

SOURCE = """
def each_way(call, p):
    raise ApiError(403, "Aa.B", f"{x}")
    raise ApiError(404, f"Cc.{part}.D", violation)
    raise ApiError(error.status, error.code, "again")
    raise invalid("P", "why", "Ee.F")
    raise invalid("P", "why")
    call.get_owned(Vpc, p.vpc_id, "Gg.NotFound", "VPC")
    raise not_found("Hh.NotFound", "vSwitch", name)
    print("Jj.K", 1, "L.M")

def by_variable(x):
    code = "Ii.One" if x else "Ii.Other"
    raise ApiError(409, code, "text")

def check_name(name, code="Nn.Default"):
    raise invalid("Name", name, code)

def check_state(instance, *allowed, code="Ss.Default", status=403):
    raise ApiError(status, code, "text")

def outer(name):
    check_name(name, "Nn.Malformed")
    check_state(name, "Running", "Stopped", code="Ss.NotStopped", status=400)
"""


def test_each_way_to_raise_a_code_is_known() -> None:
    tree = ast.parse(SOURCE)
    assert sorted(set(module._raised(tree, module._all_raisers([tree])))) == [
        ("Aa.B", 403), ("Cc.*.D", 404), ("Ee.F", 400), ("Gg.NotFound", 404), ("Hh.NotFound", 404), ("Ii.One", 409),
        ("Ii.Other", 409), ("Nn.Default", 400), ("Nn.Malformed", 400), ("Ss.Default", 403), ("Ss.NotStopped", 400),
    ]  # fmt: skip


def test_they_are_those_of_every_product() -> None:
    found = refusals()
    assert {refusal.product for refusal in found} == {"Ecs", "Vpc", "Ram", "Sts", "ResourceManager", ALL_PRODUCTS}
    assert Refusal("Vpc", "OperationFailed.Ipv6AlreadyEnabled", 400) in found
    assert Refusal("Ecs", "EniPerInstanceLimitExceeded", 403) in found
    assert Refusal("Ram", "InvalidParameter.*.Length", 400) in found
    assert Refusal(ALL_PRODUCTS, "SignatureDoesNotMatch", 400) in found
