"""Parameters of Cloud Assistant commands."""

import json

import pytest
from hypothesis import given as with_values
from hypothesis import strategies as st

from alicloud_sandbox.services.ecs.command_parameters import fill, given, names
from tests.sandbox.conftest import refused

_NAMES = st.from_regex(r"[A-Za-z0-9_-]{1,20}", fullmatch=True)


def test_names_are_found_once_whatever_their_case() -> None:
    assert names("echo {{ a }} {{B}} {{b}}\n{{\n c-1 \n}} {{ACS::InstanceId}}") == ["a", "B", "c-1"]
    assert names("echo {a} { {b} }") == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{{ }}", "CmdParam.EmptyKey"),
        ("{{a b}}", "CmdParam.InvalidParamName"),
        ("{{acs::Nothing}}", "CmdParam.InvalidParamName"),
        ("{{" + "x" * 65 + "}}", "CmdParamName.ExceedLimit"),
        (" ".join(f"{{{{p{n}}}}}" for n in range(21)), "ParameterCount.ExceedLimit"),
    ],
)
def test_malformed_names_are_refused(content: str, code: str) -> None:
    with refused(code, 403):
        names(content)


def test_values_are_matched_whatever_the_case() -> None:
    values = given('{"NAME": "x"}', enabled=True, defined=["name", "other"])
    assert fill("{{Name}}{{other}}-{{ACS::regionid}}", values, {"RegionId": "cn-beijing"}) == "x-cn-beijing"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"b": "x"}', "Parameter.NotMatched"),
        ('{"a": "x", "A": "y"}', "ParameterKey.Duplicate"),
        ('{"a": "x", "a": "y"}', "ParameterKey.Duplicate"),
        ('{"' + "x" * 65 + '": ""}', "ParameterKey.ExceedLimit"),
        (json.dumps({f"p{n}": "" for n in range(11)}), "ParameterCount.ExceedLimit"),
        ("[1]", "InvalidParameter"),
        ("nonsense", "InvalidParameter"),
        ('{"a": 1}', "InvalidParameter"),
    ],
)
def test_malformed_values_are_refused(text: str, code: str) -> None:
    with refused(code):
        given(text, enabled=True, defined=["a"])


def test_a_command_without_parameters_takes_none() -> None:
    assert given("{}", enabled=False, defined=[]) == given("", enabled=False, defined=[]) == {}
    with refused("Parameter.Disabled", 404):
        given('{"a": "x"}', enabled=False, defined=[])


@with_values(st.dictionaries(_NAMES.map(str.lower), st.text(alphabet="xyz :/", max_size=20), max_size=10))
def test_what_is_given_is_what_is_filled_in(values: dict[str, str]) -> None:
    content = "|".join(f"{{{{{name}}}}}" for name in values)
    found = given(json.dumps(values), enabled=True, defined=names(content))
    assert fill(content, found, {}) == "|".join(values.values())
