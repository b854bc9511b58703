"""Marks: what a program may do with them, and that policies see placeholders in their place."""

import json

from google.protobuf import json_format, struct_pb2
from hypothesis import given
from hypothesis import strategies as st
from pulumi.runtime import rpc

from alicloud_offline.check.placeholders import Placeholders, contains_unknown, replace_placeholders
from alicloud_rules.passwords import check_password


def struct(**values: object) -> struct_pb2.Struct:
    return json_format.ParseDict(values, struct_pb2.Struct())


def seen(properties: struct_pb2.Struct) -> object:
    return json_format.MessageToDict(replace_placeholders(properties))


def test_a_placeholder_is_the_same_for_the_same_thing_only() -> None:
    placeholders = Placeholders()
    assert placeholders.create("a") == placeholders.create("a") != placeholders.create("b")
    assert sorted(placeholders.labels.values()) == ["a", "b"]


@given(st.text())
def test_a_placeholder_passes_for_a_password_and_a_name(label: str) -> None:
    placeholder = Placeholders().create(label)
    assert check_password(placeholder) is None
    assert placeholder[0].isalpha() and len(placeholder) == 20


@given(st.text(), st.text())
def test_a_string_with_a_placeholder_in_it_is_unknown(before: str, after: str) -> None:
    placeholder = Placeholders().create("zone")
    assert seen(struct(name=before + placeholder + after)) == {"name": rpc.UNKNOWN}


def test_placeholders_are_found_at_any_depth_and_the_rest_stays() -> None:
    placeholder = Placeholders().create("zone")
    given_ = struct(
        a=[{"b": placeholder, "c": 1}], d="Unknown-but-no-placeholder", e={"f": json.dumps({"x": placeholder})}
    )
    assert seen(given_) == {
        "a": [{"b": rpc.UNKNOWN, "c": 1}],
        "d": "Unknown-but-no-placeholder",
        "e": {"f": rpc.UNKNOWN},
    }


def test_a_secret_stays_a_secret() -> None:
    secret = {rpc._special_sig_key: rpc._special_secret_sig, "value": Placeholders().create("shop:password")}
    assert seen(struct(password=secret)) == {"password": {**secret, "value": rpc.UNKNOWN}}


def test_a_value_is_unknown_when_anything_in_it_is() -> None:
    value = struct(a=[{"b": rpc.UNKNOWN}], c=[{"b": "x"}])
    assert contains_unknown(value.fields["a"])
    assert not contains_unknown(value.fields["c"])


def test_messages_say_what_a_placeholder_stands_for() -> None:
    placeholders = Placeholders()
    text = f"no zone {placeholders.create('getZones.zones[0].id')} here"
    assert placeholders.explain(text) == "no zone [unknown: getZones.zones[0].id] here"
