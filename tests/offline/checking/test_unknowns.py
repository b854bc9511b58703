"""Marks: what a program may do with them, and that policies see unknowns in their place."""

import json

from google.protobuf import json_format, struct_pb2
from hypothesis import given
from hypothesis import strategies as st
from pulumi.runtime import rpc

from alicloud_offline.checking.unknowns import Unknowns, cleaned, is_unknown
from alicloud_rules.passwords import check_password


def struct(**values: object) -> struct_pb2.Struct:
    return json_format.ParseDict(values, struct_pb2.Struct())


def seen(properties: struct_pb2.Struct) -> object:
    return json_format.MessageToDict(cleaned(properties))


def test_a_mark_is_the_same_for_the_same_thing_only() -> None:
    unknowns = Unknowns()
    assert unknowns.mark("a") == unknowns.mark("a") != unknowns.mark("b")
    assert sorted(unknowns.labels.values()) == ["a", "b"]


@given(st.text())
def test_a_mark_passes_for_a_password_and_a_name(label: str) -> None:
    mark = Unknowns().mark(label)
    assert check_password(mark) is None
    assert mark[0].isalpha() and len(mark) == 20


@given(st.text(), st.text())
def test_a_text_with_a_mark_in_it_is_unknown(before: str, after: str) -> None:
    mark = Unknowns().mark("zone")
    assert seen(struct(name=before + mark + after)) == {"name": rpc.UNKNOWN}


def test_marks_are_found_at_any_depth_and_the_rest_stays() -> None:
    mark = Unknowns().mark("zone")
    given_ = struct(a=[{"b": mark, "c": 1}], d="Unknown-but-no-mark", e={"f": json.dumps({"x": mark})})
    assert seen(given_) == {"a": [{"b": rpc.UNKNOWN, "c": 1}], "d": "Unknown-but-no-mark", "e": {"f": rpc.UNKNOWN}}


def test_a_secret_stays_a_secret() -> None:
    secret = {rpc._special_sig_key: rpc._special_secret_sig, "value": Unknowns().mark("shop:password")}
    assert seen(struct(password=secret)) == {"password": {**secret, "value": rpc.UNKNOWN}}


def test_a_value_is_unknown_when_anything_in_it_is() -> None:
    value = struct(a=[{"b": rpc.UNKNOWN}], c=[{"b": "x"}])
    assert is_unknown(value.fields["a"])
    assert not is_unknown(value.fields["c"])


def test_messages_say_what_a_mark_stands_for() -> None:
    unknowns = Unknowns()
    text = f"no zone {unknowns.mark('getZones.zones[0].id')} here"
    assert unknowns.explained(text) == "no zone [unknown: getZones.zones[0].id] here"
