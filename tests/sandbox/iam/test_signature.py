"""Signatures, made by the official SDK's own code. Not proved here: which of two faults the service reports first."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alicloud_sandbox.core.store import Store
from alicloud_sandbox.iam.authentication import authenticate
from alicloud_sandbox.iam.keyring import Key, Keyring
from alicloud_sandbox.iam.seed_accounts import seed_accounts
from alicloud_sandbox.iam.signature import SignedRequest, claim
from tests.sandbox.conftest import refused
from tests.sandbox.signing import acs3, version1

STORE = Store(":memory:")
KEYS = Keyring.load(STORE)
KEY = KEYS.of("resource")
NOW = 1_700_000_000.0
seed_accounts(STORE, KEYS, NOW)
ACTION = ("2014-05-26", "DescribeRegions")

names = st.from_regex(r"[A-Z][A-Za-z]{0,8}(\.[0-9]{1,2}(\.[A-Z][a-z]{0,5})?)?", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
parameters = st.dictionaries(names, texts, min_size=1, max_size=5)
Sign = Callable[[Mapping[str, str]], SignedRequest]

STYLES: dict[str, Sign] = {
    "version 1, query by GET": partial(version1, KEY, method="GET", at=NOW),
    "version 1, query by POST": partial(version1, KEY, at=NOW),
    "version 1, form": partial(version1, KEY, form=True, at=NOW),
    "ACS3, query": partial(acs3, KEY, ACTION, at=NOW),
    "ACS3, form": lambda values: acs3(KEY, ACTION, {"RegionId": "cn-beijing"}, values, at=NOW),
}
styles = pytest.mark.parametrize("style", STYLES)
few = settings(max_examples=30)


def check(request: SignedRequest, now: float = NOW) -> str:
    """The account that the request is accepted for."""
    return authenticate(STORE, claim(request), now).account_name


@styles
@few
@given(values=parameters)
def test_what_the_official_sdk_signs_is_accepted(style: str, values: dict[str, str]) -> None:
    assert check(STYLES[style](values)) == "resource"


@styles
@few
@given(values=parameters, data=st.data())
def test_a_changed_value_is_refused(style: str, values: dict[str, str], data: st.DataObject) -> None:
    request = STYLES[style](values)
    name = data.draw(st.sampled_from(sorted(values)))
    other = data.draw(texts.filter(lambda text: text != values[name]))
    with refused("IncompleteSignature" if style == "ACS3, form" else "SignatureDoesNotMatch", 400):
        check(_with(request, name, other))


@styles
@few
@given(values=parameters, name=names, text=texts)
def test_a_parameter_added_or_taken_away_is_refused(style: str, values: dict[str, str], name: str, text: str) -> None:
    request = STYLES[style](values)
    if name not in (*values, "RegionId"):
        with refused("SignatureDoesNotMatch", 400):
            check(replace(request, query={**request.query, name: text}))
    fewer = {kept: value for kept, value in request.query.items() if kept != min(values)}
    if fewer != request.query:
        with refused("SignatureDoesNotMatch", 400):
            check(replace(request, query=fewer))


@given(values=parameters, position=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_a_changed_byte_of_a_signed_body_is_refused(values: dict[str, str], position: int, flip: int) -> None:
    request = acs3(KEY, ACTION, {}, values, at=NOW)
    body = bytearray(request.body)
    body[position % len(body)] ^= flip
    with refused("IncompleteSignature", 400):
        check(replace(request, body=bytes(body)))


@pytest.mark.parametrize("name", ["host", "x-acs-version", "x-acs-action", "x-acs-signature-nonce", "content-type"])
def test_a_changed_header_is_refused(name: str) -> None:
    request = acs3(KEY, ACTION, {}, {"RegionId": "cn-beijing"}, at=NOW)
    with refused("SignatureDoesNotMatch", 400):
        check(_with_header(request, name, request.headers[name] + "x"))


@given(position=st.integers(0, 63), digit=st.sampled_from("0123456789abcdef"))
def test_a_changed_digit_of_the_signature_is_refused(position: int, digit: str) -> None:
    request = acs3(KEY, ACTION, {}, at=NOW)
    start, _, signature = request.headers["authorization"].rpartition("=")
    changed = signature[:position] + digit + signature[position + 1 :]
    if changed != signature:
        with refused("SignatureDoesNotMatch", 400):
            check(_with_header(request, "authorization", f"{start}={changed}"))


def test_an_unsigned_header_of_the_protocol_is_refused() -> None:
    request = acs3(KEY, ACTION, {}, at=NOW)
    for header in ("x-acs-security-token", "x-acs-anything"):
        with refused("IncompleteSignature", 400):
            check(_with_header(request, header, "value"))


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer token", "ACS3-HMAC-SHA256 Credential=a", "ACS3-RSA-SHA256 Credential=a,SignedHeaders=b,Signature=00"],
)
def test_another_authorization_is_refused(authorization: str) -> None:
    with refused("IncompleteSignature", 400):
        check(_with_header(acs3(KEY, ACTION, {}, at=NOW), "authorization", authorization))


@pytest.mark.parametrize("missing", ["AccessKeyId", "Signature", "Timestamp", "SignatureNonce"])
def test_an_unsigned_request_names_what_is_missing(missing: str) -> None:
    request = version1(KEY, {"Action": "DescribeRegions"}, at=NOW)
    query = {name: value for name, value in request.query.items() if name != missing}
    with refused("MissingParameter", 400) as caught:
        check(replace(request, query=query))
    assert missing in caught.value.message


@pytest.mark.parametrize("missing", ["x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"])
def test_a_signature_in_headers_needs_its_headers(missing: str) -> None:
    request = acs3(KEY, ACTION, {}, at=NOW)
    headers = {name: value for name, value in request.headers.items() if name != missing}
    with refused("MissingParameter", 400):
        check(replace(request, headers=headers))


@pytest.mark.parametrize(("name", "value"), [("SignatureMethod", "HMAC-SHA256"), ("SignatureVersion", "2.0")])
def test_another_method_is_refused(name: str, value: str) -> None:
    with refused("InvalidParameter", 400):
        check(_with(version1(KEY, {}, at=NOW), name, value))


@pytest.mark.parametrize("seconds", [-901, 901, 86_400])
@pytest.mark.parametrize("style", ["version 1, query by GET", "ACS3, query"])
def test_an_old_request_is_refused(style: str, seconds: int) -> None:
    with refused("InvalidTimeStamp.Expired", 400):
        check(STYLES[style]({"A": "b"}), NOW + seconds)
    assert check(STYLES[style]({"A": "b"}), NOW + (899 if seconds > 0 else -899)) == "resource"


def test_a_time_in_another_form_is_refused() -> None:
    with refused("InvalidTimeStamp.Format", 400):
        check(version1(KEY, {"Timestamp": "2023-11-14 22:13:20"}))


@pytest.mark.parametrize("style", ["query", "header"])
def test_wrong_keys_are_refused(style: str) -> None:
    def signed(key: Key) -> SignedRequest:
        return version1(key, {}, at=NOW) if style == "query" else acs3(key, ACTION, {}, at=NOW)

    with refused("InvalidAccessKeyId.NotFound", 404):
        check(signed(Key("1", "root", "1", "LTAInobody", KEY.secret)))
    with refused("SignatureDoesNotMatch", 400):
        check(signed(Key(KEY.account, KEY.user, KEY.user_id, KEY.key_id, KEYS.of("user").secret)))


def test_a_session_token_that_nobody_gave_out_is_refused() -> None:
    with refused("InvalidSecurityToken.Malformed", 400):
        check(version1(KEY, {"SecurityToken": "made-up"}, at=NOW))


@pytest.mark.parametrize("style", ["version 1, query by GET", "version 1, form", "ACS3, query"])
def test_a_nonce_counts_once_while_its_timestamp_is_valid(style: str) -> None:
    request = STYLES[style]({"A": "b"})
    assert check(request) == "resource"
    for later in (0, 899):
        with refused("SignatureNonceUsed", 400) as caught:
            check(request, NOW + later)
        assert caught.value.message == "Specified signature nonce was used already."
    with refused("InvalidTimeStamp.Expired", 400):
        check(request, NOW + 901)


def test_a_nonce_is_forgotten_with_its_timestamp_and_not_earlier() -> None:
    def signed(at: float) -> SignedRequest:
        return version1(KEY, {"SignatureNonce": "again"}, at=at)

    assert check(signed(NOW)) == "resource"
    with refused("SignatureNonceUsed", 400):
        check(signed(NOW + 60), NOW + 60)
    assert check(signed(NOW + 901), NOW + 901) == "resource"
    STORE.forget_nonces(NOW + 1800)
    with refused("SignatureNonceUsed", 400):
        check(signed(NOW + 1800), NOW + 1800)


def test_a_nonce_belongs_to_a_key_and_to_a_right_signature() -> None:
    values = {"SignatureNonce": "shared"}
    forged = version1(Key(KEY.account, KEY.user, KEY.user_id, KEY.key_id, "wrong"), values, at=NOW)
    with refused("SignatureDoesNotMatch", 400):
        check(forged)
    assert check(version1(KEY, values, at=NOW)) == "resource"
    assert check(version1(KEYS.of("user"), values, at=NOW)) == "user"


def _with(request: SignedRequest, name: str, value: str) -> SignedRequest:
    """The request with one parameter changed where it stands."""
    if name in request.query:
        return replace(request, query={**request.query, name: value})
    changed = {**request.form, name: value}
    return replace(request, form=changed, body=urlencode(changed).encode())


def _with_header(request: SignedRequest, name: str, value: str) -> SignedRequest:
    return replace(request, headers={**request.headers, name: value})
