"""Which projects a stack has, and as whom each is run. Not proved here: that the engine takes them (tests/engine)."""

from pathlib import Path

from dev.tools.stack import account_of, parts_of

FOLDER = Path("/nowhere")


def test_the_dev_stack_is_one_project_of_the_resource_account() -> None:
    (part,) = parts_of("dev", FOLDER)
    assert (part.project.name, part.account) == ("project", "resource")
    assert (part.project.source / "Pulumi.dev.yaml").exists()


def test_the_crossaccount_stack_begins_with_the_role_in_the_user_account() -> None:
    role, stack = parts_of("crossaccount", FOLDER)
    assert (role.project.source.name, role.account) == ("role", "user")
    assert (role.project.source / "Pulumi.yaml").exists()
    assert (stack.project.name, stack.account) == ("project", "resource")
    assert role.project.name != stack.project.name


def test_an_instance_is_pinged_from_as_its_account() -> None:
    outputs = {"instances": [{"accountId": "1000000000000001"}, {"accountId": "1000000000000002"}, {}]}
    assert [account_of(outputs, number) for number in (1, 2, 3, 4)] == ["resource", "user", "resource", "resource"]
