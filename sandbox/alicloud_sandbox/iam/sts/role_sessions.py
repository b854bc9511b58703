"""Role sessions: temporary keys that act for a role until they expire."""

from dataclasses import dataclass

from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.iam.authentication import SESSION_KEY_PREFIX, TOKEN_PREFIX, token_digest
from alicloud_sandbox.iam.keyring import draw_secret
from alicloud_sandbox.iam.ram.ram_records import Role, RoleSession

SHORTEST_SECONDS = 900
DEFAULT_SECONDS = 3600

_TOKEN_LENGTH = 512
#: How long an expired session is still distinguished from an unknown one.
_REMEMBERED_SECONDS = 86_400


@dataclass(frozen=True)
class Credentials:
    """The credentials that AssumeRole returns; the token is stored nowhere else."""

    session: RoleSession
    token: str


def start(call: Call, role: Role, name: str, seconds: int, policy: str) -> Credentials:
    """Create a temporary key for `seconds`; `policy` restricts the role's policies unless it is empty."""
    _forget_old(call, role)
    token = TOKEN_PREFIX + draw_secret(_TOKEN_LENGTH)
    session = RoleSession(
        id=SESSION_KEY_PREFIX + draw_secret(24),
        account=role.account,
        region="",
        created=call.now,
        name=name,
        role_arn=role.id,
        role_id=role.role_id,
        role_name=role.name,
        secret=draw_secret(44),
        token_digest=token_digest(token),
        policy=policy,
        expires=float(int(call.now) + seconds),
    )
    call.store.put(session)
    return Credentials(session, token)


def end_all(store: Store, now: float) -> None:
    """End every session, as if its time had passed."""
    with store.transaction():
        for session in store.all_accounts(RoleSession):
            session.expires = min(session.expires, now)
            store.put(session)


def _forget_old(call: Call, role: Role) -> None:
    """Delete sessions of the role that expired long ago."""
    found = call.store.find(RoleSession, role=role.role_id)
    call.store.delete(*(session for session in found if session.expires + _REMEMBERED_SECONDS < call.now))
