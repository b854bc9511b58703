"""What other languages see of the package. What an SDK generated from it looks like is for the engine tests."""

import re
from typing import Any

import pytest

from alicloud_ipv6._assignment.dynamic_base import ACTING
from alicloud_ipv6.plugin.schema import package_schema
from alicloud_ipv6.plugin.served import components
from alicloud_ipv6.version import VERSION

SCHEMA = package_schema()
PACKAGE = "alicloud-ipv6:index:"


def described(part: Any, path: str = "") -> list[tuple[str, str]]:  # noqa: ANN401 - any JSON
    """Everything that a reader looks up, with its description."""
    found = []
    for bag in ("resources", "types", "inputProperties", "properties", "variables"):
        for name, one in (part.get(bag) or {}).items():
            found += [(f"{path}{name}", one.get("description", "")), *described(one, f"{path}{name}.")]
    for member in part.get("enum") or ():
        found.append((f"{path}{member['name']}", member.get("description") or ""))
    return found


def test_everything_that_is_published_is_in_it() -> None:
    names = {one.__name__ for one in components()}
    assert {name for name, one in SCHEMA["resources"].items() if one.get("isComponent")} == {PACKAGE + n for n in names}
    assert f"{PACKAGE}Ipv6Assignment" in SCHEMA["resources"]
    assert f"{PACKAGE}Ipv6AddressHold" not in SCHEMA["resources"], "only components make holds"
    assert (SCHEMA["name"], SCHEMA["version"]) == ("alicloud-ipv6", VERSION)


def test_everything_in_it_is_described() -> None:
    found = [*described(SCHEMA), *described(SCHEMA["provider"], "provider."), *described(SCHEMA["config"], "config.")]
    assert len(found) > 100
    assert [name for name, text in found if not text.strip()] == []


def test_descriptions_name_properties_as_other_languages_spell_them() -> None:
    spelled = " ".join(text for _, text in described(SCHEMA))
    assert "`ipv6Addresses`" in spelled
    assert re.findall(r"`(?:ipv6_addresses|ipv6_address_count|owner_provider|key_pair_name)`", spelled) == []
    assert "`attach_only`" in spelled, "a value is no property"


def test_names_are_those_that_other_languages_expect() -> None:
    types = SCHEMA["types"]
    assert [name for name in types if name.endswith("Args")] == []
    ways = types[f"{PACKAGE}CrossAccountWay"]["enum"]
    assert {one["name"]: one["value"] for one in ways} == {"AssumedRole": "assumed_role", "Granted": "granted"}


@pytest.mark.parametrize("text", re.findall(r'"\$ref": ?"(#[^"]+)"', str(SCHEMA).replace("'", '"')))
def test_every_reference_leads_somewhere(text: str) -> None:
    assert text.removeprefix("#/types/") in SCHEMA["types"]


def parts(part: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any JSON
    """Every object in it."""
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [*([part] if isinstance(part, dict) else []), *(found for one in inner for found in parts(one))]


def test_it_needs_no_sdk_of_another_package() -> None:
    """Other languages have other versions of the alicloud provider's SDK, or none."""
    assert "dependencies" not in SCHEMA
    foreign = {one["$ref"] for one in parts(SCHEMA) if not one.get("$ref", "#").startswith("#")}
    assert foreign == {"pulumi.json#/Any"}
    attachment = SCHEMA["resources"][f"{PACKAGE}CrossAccountEniAttachment"]["inputProperties"]
    assert attachment["ownerProvider"]["$ref"] in foreign


def test_no_item_of_a_list_is_plain() -> None:
    """The SDK for Go would name a type that it does not define."""
    items = [one[key] for one in parts(SCHEMA) for key in ("items", "additionalProperties") if key in one]
    assert len(items) > 20
    assert [one for one in items if one.keys() & {"plain", "description"}] == []


def test_the_assignment_wants_what_it_cannot_do_without() -> None:
    assignment = SCHEMA["resources"][f"{PACKAGE}Ipv6Assignment"]
    assert assignment["requiredInputs"] == ["networkInterfaceId", "region"]
    assert assignment["required"] == ["assigned", "ipv6AddressIds", "networkInterfaceId", "region"]
    assert set(assignment["inputProperties"]) == {
        *("networkInterfaceId", "region", "ipv6AddressCount", "ipv6Addresses"),
        *ACTING,
    }


def test_keys_are_secret() -> None:
    configured = SCHEMA["provider"]["inputProperties"]
    assert {name for name, one in configured.items() if one.get("secret")} == {
        "accessKey",
        "secretKey",
        "securityToken",
    }
