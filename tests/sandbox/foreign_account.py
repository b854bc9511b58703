"""What belongs to an account: its records as they are kept, and the strings that only it should be answered.

A state in memory can be restored, so that each request meets the same one.
"""

import sqlite3
from collections.abc import Iterator, Mapping

from alicloud_sandbox.core.entities import Entity
from alicloud_sandbox.gateway.dispatch import Dispatcher
from alicloud_sandbox.iam.keyring import ACCOUNTS
from tests.sandbox import populated_account
from tests.sandbox.conftest import Cloud


def records_of(cloud: Cloud, account: str) -> dict[str, bytes]:
    """Every record of an account, as it is kept."""
    sql = "SELECT kind || '/' || id, body FROM entity WHERE account=?"
    return dict(_database(cloud.dispatcher).execute(sql, (ACCOUNTS[account],)).fetchall())


def snapshot(dispatcher: Dispatcher) -> bytes:
    """The state of a sandbox in memory."""
    return _database(dispatcher).serialize()


def restore(dispatcher: Dispatcher, state: bytes) -> None:
    """Bring a state back."""
    _database(dispatcher).deserialize(state)


def _database(dispatcher: Dispatcher) -> sqlite3.Connection:
    return dispatcher.store._db


def marks_of(cloud: Cloud, account: str, names: Mapping[str, str]) -> frozenset[str]:
    """The ids of an account's resources, and the value of its tags."""
    known = {names[name] for name in ("RouterId", "SecurityGroupRuleId", "Ipv6Address", "Ipv6InternetBandwidthId")}
    return frozenset({*(one.id for one in _records(cloud, account)), *known, populated_account.TAG_VALUE})


def _records(cloud: Cloud, account: str) -> Iterator[Entity]:
    for kind in Entity.__subclasses__():
        yield from (one for one in cloud.dispatcher.store.all_accounts(kind) if one.account == ACCOUNTS[account])
