"""What an engine sends becomes what constructors take; what is wrong in it is named as the program spells it."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pulumi
import pytest
from pulumi.provider.experimental.analyzer import Analyzer

from alicloud_ipv6.plugin.arguments import make_args


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, kw_only=True)
class PartArgs:
    size: int
    colour: Colour | None = None


@dataclass(frozen=True, kw_only=True)
class WholeArgs:
    zone_id: pulumi.Input[str]
    parts: list[PartArgs]
    count: int | None = None
    mbps: pulumi.Input[int] | None = None
    groups: pulumi.Input[list[pulumi.Input[str]]] | None = None
    tags: pulumi.Input[dict[str, pulumi.Input[str]]] | None = None
    public: bool | None = None


class Whole(pulumi.ComponentResource):
    def __init__(self, name: str, args: WholeArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("p:index:Whole", name, {}, opts)


FOUND = Analyzer("p").analyze([Whole])
LEAST: dict[str, Any] = {"zoneId": "z", "parts": [{"size": 1.0}]}


def made(**given: Any) -> WholeArgs:  # noqa: ANN401 - any input
    definition = FOUND["component_definitions"]["Whole"]
    fields = (definition.inputs, definition.inputs_mapping)
    args = make_args(WholeArgs, fields, FOUND["type_definitions"], {**LEAST, **given})
    assert isinstance(args, WholeArgs)
    return args


def wrong(**given: Any) -> tuple[str, str]:  # noqa: ANN401 - any input
    with pytest.raises(pulumi.InputPropertyError) as found:
        made(**given)
    return found.value.property_path, found.value.reason


def test_names_numbers_enums_and_nested_types() -> None:
    args = made(parts=[{"size": 2.0, "colour": "red"}], count=3.0, groups=["a"], tags={"k": "v"}, public=True)
    assert args.parts == [PartArgs(size=2, colour=Colour.RED)]
    assert (args.zone_id, args.count, args.groups, args.tags, args.public) == ("z", 3, ["a"], {"k": "v"}, True)
    assert isinstance(args.count, int)


def test_what_is_left_out_has_the_constructors_default() -> None:
    assert made(count=None) == WholeArgs(zone_id="z", parts=[PartArgs(size=1)])


def test_an_output_is_converted_when_it_is_known() -> None:
    async def mbps() -> object:
        found = made(mbps=pulumi.Output.from_input(5.0)).mbps
        assert isinstance(found, pulumi.Output)
        return await found.future()

    found = asyncio.run(mbps())
    assert (found, type(found)) == (5, int)


@pytest.mark.parametrize(
    ("given", "path", "reason"),
    [
        ({"zoneId": None}, "zoneId", "It is required."),
        ({"parts": [{}]}, "parts[0].size", "It is required."),
        ({"parts": [{"size": 1.5}]}, "parts[0].size", "It must be an integer, not 1.5."),
        ({"parts": [{"size": True}]}, "parts[0].size", "It must be an integer, not True."),
        ({"parts": [{"size": 1, "colour": "blue"}]}, "parts[0].colour", "Invalid value 'blue'; expected one of: red."),
        ({"parts": {"size": 1}}, "parts", "It must be a list, not {'size': 1}."),
        ({"parts": ["x"]}, "parts[0]", "It must be an object, not 'x'."),
        ({"zone": "z"}, "zone", "Unknown input; expected one of: zoneId, parts, count, mbps, groups, tags, public."),
        ({"parts": [{"size": 1, "wide": 2}]}, "parts[0].wide", "Unknown input; expected one of: size, colour."),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, Any], path: str, reason: str) -> None:
    assert wrong(**given) == (path, reason)


def test_what_shapes_the_resources_has_to_be_known() -> None:
    async def refused() -> tuple[str, str]:
        return wrong(count=pulumi.Output.from_input(1.0))

    path, reason = asyncio.run(refused())
    assert (path, reason) == ("count", "It must be known when the program runs; an output is not allowed.")


def test_a_text_of_digits_that_arrives_as_a_number_is_that_text() -> None:
    """A program in YAML gets a configured `"1000000000000001"` as a number, whatever type is declared."""
    assert made(zoneId=1000000000000001.0).zone_id == "1000000000000001"
    assert made(groups=[7.0, "a"]).groups == ["7", "a"]


@pytest.mark.parametrize("value", [1.5, 2.0**60, True, ["a"]])
def test_no_other_value_is_taken_for_a_text(value: object) -> None:
    """A number that is too large for a float may be another one by now."""
    path, reason = wrong(zoneId=value)
    assert (path, reason.partition(",")[0]) == ("zoneId", "It must be a string")
