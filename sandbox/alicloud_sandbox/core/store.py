"""The state of the sandbox: one SQLite file with a JSON document per entity and an index of links.

A request runs in one transaction and is answered after the commit, so acknowledged changes survive `kill -9`.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from alicloud_sandbox.core.entities import Entity
from alicloud_sandbox.core.private_file import open_private

#: Increased whenever a record (`core.entities`, `iam.ram.ram_records`) changes incompatibly.
FORMAT = 1

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entity (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL, region TEXT NOT NULL,
    body BLOB NOT NULL, UNIQUE (kind, id));
CREATE INDEX IF NOT EXISTS entity_place ON entity (kind, account, region);
CREATE TABLE IF NOT EXISTS link (kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, id TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS link_value ON link (kind, name, value, id);
CREATE INDEX IF NOT EXISTS link_owner ON link (kind, id);
CREATE TABLE IF NOT EXISTS token (scope TEXT PRIMARY KEY, digest TEXT NOT NULL, answer BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS due (seq INTEGER PRIMARY KEY, at REAL NOT NULL, event TEXT NOT NULL, id TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS due_at ON due (at);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS nonce (id BLOB PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS nonce_until ON nonce (until);
"""

E = TypeVar("E", bound=Entity)


class StateError(Exception):
    """Something in the state file cannot be read; the message is one sentence with the file's name."""


class Store:
    """Reads and writes entities. A look-up by id or by link is an index search, whatever the number of entities."""

    def __init__(self, path: Path | str, *, read_only: bool = False) -> None:
        """Open `path`, created with mode 0600 if missing; with `read_only` nothing is created or changed.

        Raise ValueError for a file of another format.
        """
        self.path = path
        if read_only:
            self._db = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
            return
        if path != ":memory:":
            os.close(open_private(Path(path)))
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._check_format(path)
        self._db.executescript(_SCHEMA)

    def _check_format(self, path: Path | str) -> None:
        """Refuse a file of another version of the sandbox before anything in it is read or changed."""
        (found,) = self._db.execute("PRAGMA user_version").fetchone()
        (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and found != FORMAT:
            raise ValueError(
                f"{path} was written by another version of the sandbox (format {found}, this one has {FORMAT});"
                " delete it, or name another file with --state"
            )
        self._db.execute(f"PRAGMA user_version={FORMAT}")

    def close(self) -> None:
        """Close the file; everything committed is in it."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit at the end of the block; an exception in it rolls everything back."""
        # With a lock from the beginning, a write waits for another process; without, it may fail at once.
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # SQLite itself rolls back when the disk is full
                self._db.execute("ROLLBACK")
            raise

    def get(self, kind: type[E], identifier: str) -> E | None:
        """Return the entity of this kind and id, in any account, or None."""
        row = self._db.execute("SELECT body FROM entity WHERE kind=? AND id=?", (kind.KIND, identifier)).fetchone()
        return self._decode(kind, identifier, row[0]) if row else None

    def find(self, kind: type[E], **link: str) -> list[E]:
        """Return the entities that have this link, oldest first; pass one keyword: `find(Eni, vswitch=id)`."""
        ((name, value),) = link.items()
        rows = self._db.execute(
            "SELECT DISTINCT e.seq, e.id, e.body FROM link l JOIN entity e ON e.kind=l.kind AND e.id=l.id"
            " WHERE l.kind=? AND l.name=? AND l.value=? ORDER BY e.seq",
            (kind.KIND, name, value),
        )
        return [self._decode(kind, identifier, body) for _, identifier, body in rows]

    def count(self, kind: type[Entity], **link: str) -> int:
        """Return the number of links with this name and value among entities of this kind."""
        ((name, value),) = link.items()
        sql = "SELECT count(*) FROM link WHERE kind=? AND name=? AND value=?"
        return int(self._db.execute(sql, (kind.KIND, name, value)).fetchone()[0])

    def count_by_account(self, kinds: Iterable[type[Entity]]) -> dict[str, int]:
        """Return the number of entities of these kinds in each account that has any, without the initial ones."""
        names = [kind.KIND for kind in kinds]
        sql = (
            f"SELECT account, count(*) FROM entity WHERE kind IN ({','.join('?' * len(names))})"  # noqa: S608
            " AND json_extract(CAST(body AS TEXT), '$.initial') IS NOT 1 GROUP BY account"
        )
        return dict(self._db.execute(sql, names).fetchall())

    def all(self, kind: type[E], account: str, region: str) -> list[E]:
        """Return every entity of this kind in one account and region, oldest first."""
        rows = self._db.execute(
            "SELECT id, body FROM entity WHERE kind=? AND account=? AND region=? ORDER BY seq",
            (kind.KIND, account, region),
        )
        return [self._decode(kind, identifier, body) for identifier, body in rows]

    def all_accounts(self, kind: type[E]) -> list[E]:
        """Return every entity of this kind in all accounts and regions, oldest first."""
        rows = self._db.execute("SELECT id, body FROM entity WHERE kind=? ORDER BY seq", (kind.KIND,))
        return [self._decode(kind, identifier, body) for identifier, body in rows]

    def first_in_group(self, account: str, resource_group_id: str) -> str | None:
        """Return kind and id of an entity in the account's resource group, or None; it reads every entity."""
        row = self._db.execute(
            "SELECT kind || ' ' || id FROM entity"
            " WHERE account=? AND json_extract(CAST(body AS TEXT), '$.resource_group_id')=? LIMIT 1",
            (account, resource_group_id),
        ).fetchone()
        return str(row[0]) if row else None

    def put(self, *entities: Entity) -> None:
        """Write entities, new or changed, with their links."""
        for entity in entities:
            self._db.execute(
                "INSERT INTO entity (kind, id, account, region, body) VALUES (?,?,?,?,?)"
                " ON CONFLICT (kind, id) DO UPDATE SET body=excluded.body",
                (entity.KIND, entity.id, entity.account, entity.region, msgspec.json.encode(entity)),
            )
            self._db.execute("DELETE FROM link WHERE kind=? AND id=?", (entity.KIND, entity.id))
            self._db.executemany(
                "INSERT INTO link (kind, name, value, id) VALUES (?,?,?,?)",
                [(entity.KIND, name, value, entity.id) for name, value in entity.links()],
            )

    def delete(self, *entities: Entity) -> None:
        """Remove entities and their links."""
        for entity in entities:
            self._db.execute("DELETE FROM entity WHERE kind=? AND id=?", (entity.KIND, entity.id))
            self._db.execute("DELETE FROM link WHERE kind=? AND id=?", (entity.KIND, entity.id))

    def token(self, scope: str) -> tuple[str, bytes] | None:
        """Return the digest of the parameters and the answer saved under this ClientToken, or None."""
        row = self._db.execute("SELECT digest, answer FROM token WHERE scope=?", (scope,)).fetchone()
        return (row[0], row[1]) if row else None

    def save_token_answer(self, scope: str, digest: str, answer: bytes) -> None:
        """Save an answer under its ClientToken."""
        self._db.execute("INSERT INTO token (scope, digest, answer) VALUES (?,?,?)", (scope, digest, answer))

    def schedule(self, at: float, event: str, identifier: str) -> None:
        """Schedule `event` of the entity `identifier` at a time in seconds since the epoch."""
        self._db.execute("INSERT INTO due (at, event, id) VALUES (?,?,?)", (at, event, identifier))

    def has_due_events(self, now: float) -> bool:
        """Return whether the time of an event has come."""
        return self._db.execute("SELECT 1 FROM due WHERE at<=? LIMIT 1", (now,)).fetchone() is not None

    def pop_due_events(self, now: float) -> Iterable[tuple[str, str]]:
        """Remove and return the events whose time has come, oldest first."""
        rows = self._db.execute("SELECT seq, event, id FROM due WHERE at<=? ORDER BY at, seq", (now,)).fetchall()
        if rows:
            self._db.executemany("DELETE FROM due WHERE seq=?", [(row[0],) for row in rows])
        return [(row[1], row[2]) for row in rows]

    def use_nonce(self, nonce: bytes, until: float, now: float) -> bool:
        """Remember a nonce until a time in seconds since the epoch; return False when it is remembered already."""
        sql = "INSERT INTO nonce VALUES (?,?) ON CONFLICT (id) DO UPDATE SET until=excluded.until WHERE until<=?"
        return self._db.execute(sql, (nonce, until, now)).rowcount == 1

    def forget_nonces(self, now: float) -> None:
        """Delete the nonces whose time is over."""
        self._db.execute("DELETE FROM nonce WHERE until<=?", (now,))

    def setting(self, name: str) -> str | None:
        """Return a setting of the sandbox, or None."""
        row = self._db.execute("SELECT value FROM setting WHERE name=?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set_setting(self, name: str, value: str) -> None:
        """Set a setting of the sandbox."""
        self._db.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?,?)", (name, value))

    def unreadable(self, what: str, error: Exception) -> StateError:
        """Return the error for something in the file that cannot be read."""
        return StateError(
            f"{what} in the state file {self.path} cannot be read ({error}); restore a copy of the file, or delete it"
        )

    def _decode(self, kind: type[E], identifier: str, body: bytes) -> E:
        try:
            return msgspec.json.decode(body, type=kind)
        except msgspec.MsgspecError as error:
            raise self.unreadable(f"the record {kind.KIND} {identifier}", error) from None

    def wipe(self) -> None:
        """Delete every entity, token and event; settings, and with them the keys, stay, and so do nonces."""
        with self.transaction():
            for table in ("entity", "link", "token", "due"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 (constant table names)
