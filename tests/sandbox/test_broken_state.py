"""Full disks, broken files and readers beside the sandbox: one sentence with the file's name, and nothing lost."""

import logging
import os
import resource
import signal
import sqlite3
import stat
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest

from alicloud_sandbox.core.entities import Vpc
from alicloud_sandbox.core.store import StateError, Store
from alicloud_sandbox.gateway.dispatch import Dispatcher
from alicloud_sandbox.gateway.log_file import LogFile, OwnWords
from alicloud_sandbox.gateway.state_file import StateFile
from alicloud_sandbox.gateway.tls import Authority
from tests.sandbox import serving
from tests.sandbox.conftest import Cloud
from tests.sandbox.serving import VPC_HOST, VPC_VERSION
from tests.sandbox.signing import acs3


def ask(dispatcher: Dispatcher, action: str, **values: str) -> tuple[int, str]:
    """The status and the message (or an empty string) of one action of VPC."""
    outcome = dispatcher.answer(acs3(dispatcher.keyring.of("resource"), (VPC_VERSION, action), values), VPC_HOST)
    return outcome.status, str(outcome.body.get("Message", ""))


def break_record(path: Path, kind: str, body: bytes) -> None:
    """Overwrite a record of this kind."""
    with closing(sqlite3.connect(path)) as database, database:
        assert database.execute("UPDATE entity SET body=? WHERE kind=?", (body, kind)).rowcount


def test_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    dispatcher = Dispatcher(Store(path))
    made = [ask(dispatcher, "CreateVpc", ClientToken="a")[0], ask(dispatcher, "CreateVpc")[0]]
    before, limits = Cloud(dispatcher).vpc("DescribeVpcs")["TotalCount"], resource.getrlimit(resource.RLIMIT_FSIZE)
    files = [file for file in tmp_path.iterdir() if file.name.startswith("state.db")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logging.getLogger("alicloud_sandbox"), "disabled", True)
        kept = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(file.stat().st_size for file in files), limits[1]))
        try:
            answers = [ask(dispatcher, "CreateVpc", Description="x" * 200) for _ in range(40)]
            dispatcher.tick()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, kept)
    refused = [text for status, text in answers if status != 200]
    assert refused
    assert {status for status, _ in answers} <= {200, 503}
    start = f"The sandbox cannot answer: the state file {path} cannot be used: "
    assert all(text.startswith(start) for text in refused)
    assert ask(dispatcher, "CreateVpc")[0] == 200
    created = len(made) + len(answers) - len(refused) + 1
    assert before == len(made)
    assert Cloud(dispatcher).vpc("DescribeVpcs")["TotalCount"] == created
    dispatcher.store.close()
    assert Cloud(Dispatcher(Store(path))).vpc("DescribeVpcs")["TotalCount"] == created


def test_a_broken_record_is_named_and_the_others_work(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    dispatcher = Dispatcher(Store(path))
    cloud = Cloud(dispatcher)
    vpc = cloud.vpc("CreateVpc")["VpcId"]
    break_record(path, Vpc.KIND, b'{"id": 5')
    status, text = ask(dispatcher, "DescribeVpcs")
    assert (status, text.count(f"the record {Vpc.KIND} {vpc} in the state file {path} cannot be read")) == (500, 1)
    assert text.endswith(".")
    assert cloud.ecs("DescribeInstances")["TotalCount"] == 0
    done = serving.sandbox(StateFile(path), "show")
    assert done.returncode == 1
    assert done.stderr.startswith(f"alicloud-sandbox: the record {Vpc.KIND} {vpc} in the state file {path} cannot be")
    assert len(done.stderr.splitlines()) == 1


def test_broken_keys_are_named(tmp_path: Path) -> None:
    store = Store(tmp_path / "state.db")
    store.set_setting("keys", "[{")
    with pytest.raises(StateError, match=r"the setting keys in the state file .*state\.db cannot be read"):
        Dispatcher(store)


@pytest.mark.parametrize("name", ["ca.pem", "ca.key"])
@pytest.mark.parametrize(
    "content", [b"", b"\xff\x00", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_broken_authority_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    Authority(tmp_path)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match=r"ca\.pem and ca\.key are not a certificate and its key; delete both"):
        Authority(tmp_path)


def test_a_key_of_another_certificate_is_named(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    Authority(tmp_path)
    Authority(tmp_path / "other")
    (tmp_path / "ca.key").write_bytes((tmp_path / "other" / "ca.key").read_bytes())
    with pytest.raises(ValueError, match="are not a certificate and its key"):
        Authority(tmp_path)


def test_another_process_beside_the_writer_makes_no_write_fail(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    dispatcher = Dispatcher(Store(path))
    stop = threading.Event()
    opened: list[int] = []

    def open_again() -> None:
        while not stop.is_set():
            with closing(Store(path)) as store:
                store.set_setting("beside", str(len(opened)))
            with closing(Store(path, read_only=True)) as store:
                opened.append(len(store.all_accounts(Vpc)))

    beside = threading.Thread(target=open_again)
    beside.start()
    try:
        answers = {ask(dispatcher, "CreateVpc", ClientToken=str(number)) for number in range(8)}
    finally:
        stop.set()
        beside.join()
    assert answers == {(200, "")}
    assert opened


def test_a_reader_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "50%#?.db"
    Dispatcher(Store(path)).store.close()
    with closing(Store(path, read_only=True)) as store, pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.set_setting("x", "y")


@pytest.mark.slow
@pytest.mark.parametrize("umask", [0, 0o777])
def test_files_are_the_owner_s_whatever_the_umask_and_the_folder(tmp_path: Path, umask: int) -> None:
    tmp_path.chmod(0o777)
    (tmp_path / "state.log").touch(mode=0o666)
    with serving.serve(tmp_path, before=f"import os; os.umask({umask})") as served:
        assert serving.call(served, "CreateVpc")[0] == 200
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert {
        "state.db",
        "state.db-wal",
        "state.log",
        "state.lock",
        "ca.key",
        "ca.pem",
        "state.running.json",
    } <= modes.keys()
    assert {name: mode for name, mode in modes.items() if mode != 0o600} == {}


def test_the_log_is_bounded_and_survives_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alicloud_sandbox.gateway.log_file._MOST_BYTES", 2000)
    log = LogFile(tmp_path / "state.log")
    log.setFormatter(OwnWords())
    for number in range(200):
        log.emit(logging.makeLogRecord({"name": "sandbox", "msg": f"line {number}", "levelno": logging.INFO}))
    assert {file.name for file in tmp_path.iterdir()} == {"state.log", "state.log.1"}
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 4000
    assert "line 199" in (tmp_path / "state.log").read_text()
    with suppress(OSError), Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(log, "stream", full)
        log.emit(logging.makeLogRecord({"name": "sandbox", "msg": "lost", "levelno": logging.INFO}))


def test_the_words_of_other_packages_stay_out_of_the_log() -> None:
    found = (ValueError, ValueError("the request's bytes"), None)
    record = logging.makeLogRecord(
        {"name": "aiohttp.server", "levelname": "ERROR", "msg": "secret %s", "args": ("bytes",), "exc_info": found}
    )
    assert OwnWords().format(record).endswith("Z aiohttp.server: ERROR ValueError")
    assert os.linesep not in OwnWords().format(record)
