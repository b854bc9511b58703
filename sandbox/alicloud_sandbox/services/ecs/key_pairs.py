"""The rules of SSH key pairs: names, keys, and deletion."""

import hashlib
import re
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from alicloud_sandbox.core.api_errors import ApiError, invalid
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.catalogue import KEY_PAIRS
from alicloud_sandbox.core.entities import Instance, KeyPair

MOST_PER_REGION = 500
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:_-]{1,127}")
#: Its form only: the provider's tests import a key that no one could have.
_PUBLIC_KEY = re.compile(r"(ssh-rsa|ssh-ed25519|ecdsa-sha2-\S+) AAAA[A-Za-z0-9+/]+=*( .*)?\s*")
_RSA_BITS = 2048


def entity_id(call: Call, name: str) -> str:
    """Return the id under which the caller's key pair with this name is stored."""
    return f"{call.caller.account}/{call.region}/{name}"


def entity_ids(call: Call, resource_type: str, ids: list[str]) -> list[str]:
    """Return the ids under which resources are stored; requests identify key pairs by name."""
    return [entity_id(call, name) for name in ids] if resource_type.lower() == "keypair" else ids


def all_of(call: Call) -> list[KeyPair]:
    """Return the caller's key pairs in this region, those it had from the start first."""
    return [*(_initial(call, name) for name in KEY_PAIRS), *call.owned_all(KeyPair)]


def check_exists(call: Call, name: str) -> None:
    """Refuse a key pair that the caller does not have in this region."""
    if name not in KEY_PAIRS and call.store.get(KeyPair, entity_id(call, name)) is None:
        known = ", ".join(pair.name for pair in all_of(call))
        raise ApiError(
            400, "InvalidKeyPairName.NotFound", f"The key pair {name!r} does not exist (NotFound); expected {known}."
        )


def generate(call: Call, name: str, group_id: str, tags: dict[str, str]) -> tuple[KeyPair, str]:
    """Create a key pair; return it and its private key, PEM in PKCS #8."""
    _check_new(call, name)
    key = rsa.generate_private_key(public_exponent=65537, key_size=_RSA_BITS)
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return _save(call, name, public, group_id, tags), private


def add(call: Call, name: str, public_key: str, group_id: str, tags: dict[str, str]) -> KeyPair:
    """Import the public key of a key pair."""
    _check_new(call, name)
    if not _PUBLIC_KEY.fullmatch(public_key):
        raise invalid("PublicKeyBody", "it is not a public key of OpenSSH", "InvalidPublicKeyBody.Malformed")
    return _save(call, name, public_key, group_id, tags)


def delete(call: Call, names: Sequence[str]) -> None:
    """Delete key pairs that no instance has; an unknown name is not an error."""
    used = {instance.key_pair for instance in call.owned_all(Instance)}
    for name in names:
        if name in used:
            raise ApiError(
                400,
                "InvalidParameter.KeypairAlreadyAttachedInstance",
                f"The key pair {name} is bound to an instance; detach it first.",
            )
        if pair := call.store.get(KeyPair, entity_id(call, name)):
            call.store.delete(pair)


def _check_new(call: Call, name: str) -> None:
    if not _NAME.fullmatch(name) or name.startswith(("http://", "https://")):
        what = "it must have 2 to 128 letters, digits, colons, underscores and hyphens, and start with a letter"
        raise invalid("KeyPairName", what, "InvalidKeyPairName.Malformed")
    names = [pair.name for pair in all_of(call)]
    if name in names:
        raise ApiError(400, "KeyPair.AlreadyExist", f"The key pair {name} already exists.")
    if len(names) >= MOST_PER_REGION:
        raise ApiError(403, "QuotaExceed.KeyPair", f"{call.region} has its {MOST_PER_REGION} key pairs.")


def _save(call: Call, name: str, public_key: str, group_id: str, tags: dict[str, str]) -> KeyPair:
    pair = KeyPair(
        id=entity_id(call, name),
        account=call.caller.account,
        region=call.region,
        created=call.now,
        name=name,
        resource_group_id=group_id,
        tags=tags,
        public_key=public_key,
        fingerprint=hashlib.md5(public_key.encode(), usedforsecurity=False).hexdigest(),
    )
    call.store.put(pair)
    return pair


def _initial(call: Call, name: str) -> KeyPair:
    return KeyPair(
        id=entity_id(call, name),
        account=call.caller.account,
        region=call.region,
        created=0.0,
        name=name,
        public_key="",
        fingerprint="",
    )
