"""RAM roles of instances."""

from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.iam.ram.ram_fixtures import document, make_role, root, trusting, trusting_service
from tests.sandbox.services.ecs.instance_fixtures import named, run_instance


def roles(cloud: Cloud, **filters: object) -> dict[str, str]:
    rows = cloud.ecs("DescribeInstanceRamRole", **filters)["InstanceRamRoleSets"]["InstanceRamRoleSet"]
    return {row["InstanceId"]: row["RamRoleName"] for row in rows}


def make_roles(cloud: Cloud) -> None:
    make_role(cloud, "runner", document(trusting_service("ecs")))
    make_role(cloud, "stranger", document(trusting(root("1" * 16))))


def test_a_role_is_given_taken_away_and_shown(cloud: Cloud, net: Net) -> None:
    make_roles(cloud)
    first, second = run_instance(cloud, net, RamRoleName="runner"), run_instance(cloud, net)
    assert roles(cloud, InstanceIds=named(first, second)) == {first: "runner", second: ""}
    answer = cloud.ecs("AttachInstanceRamRole", RamRoleName="runner", InstanceIds=named(second))
    (row,) = answer["AttachInstanceRamRoleResults"]["AttachInstanceRamRoleResult"]
    assert (row["InstanceId"], row["Success"], answer["FailCount"]) == (second, True, 0)
    assert roles(cloud, RamRoleName="runner") == {first: "runner", second: "runner"}
    cloud.ecs("DetachInstanceRamRole", InstanceIds=named(first, second), RamRoleName="another")
    assert roles(cloud, RamRoleName="runner").keys() == {first, second}
    cloud.ecs("DetachInstanceRamRole", InstanceIds=named(first, second))
    assert roles(cloud, RamRoleName="runner") == {}


def test_roles_that_an_instance_cannot_have(cloud: Cloud, net: Net) -> None:
    make_roles(cloud)
    instance_id = run_instance(cloud, net, RamRoleName="runner")
    for name, code in {"nobody": "InvalidRamRole.NotFound", "stranger": "InvalidRamRole.NotEcsRole"}.items():
        with refused(code, 401 if name == "stranger" else 404):
            run_instance(cloud, net, RamRoleName=name)
        with refused(code, 404):
            cloud.ecs("AttachInstanceRamRole", RamRoleName=name, InstanceIds=named(instance_id))
    with refused("InvalidOperation.AttachedRamRole", 400):
        cloud.ecs("AttachInstanceRamRole", RamRoleName="runner", InstanceIds=named(instance_id))
    with refused("InvalidInstanceId.NotFound", 404):
        cloud.ecs("AttachInstanceRamRole", RamRoleName="runner", InstanceIds=named("i-nothing"))
    for action in ("DetachInstanceRamRole", "AttachInstanceRamRole"):
        with refused("MissingParameter"):
            cloud.ecs(action, RamRoleName="runner", InstanceIds="[]")
    with refused("MissingParameter"):
        cloud.ecs("DescribeInstanceRamRole")
