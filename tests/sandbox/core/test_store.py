"""The state file. Not proved here: what a power cut does (the file is safe from `kill -9`, see test_durability)."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from alicloud_sandbox.core.entities import Eni, Vpc, VSwitch
from alicloud_sandbox.core.store import Store

ACCOUNT, REGION = "1000000000000001", "cn-beijing"


def vswitch(identifier: str, vpc: str = "vpc-1", account: str = ACCOUNT, region: str = REGION) -> VSwitch:
    return VSwitch(
        id=identifier, account=account, region=region, created=1.0, vpc_id=vpc, zone_id="z", cidr="10.0.0.0/24"
    )


@pytest.fixture
def store() -> Store:
    return Store(":memory:")


def ids(found: list[VSwitch]) -> list[str]:
    return [entity.id for entity in found]


def test_what_is_put_is_got_again_whole(store: Store) -> None:
    written = vswitch("vsw-1")
    written.tags, written.name = {"键": "值"}, "名"
    store.put(written)
    assert store.get(VSwitch, "vsw-1") == written
    assert store.get(VSwitch, "vsw-2") is None
    assert store.get(Vpc, "vsw-1") is None


def test_a_changed_entity_moves_to_its_new_links(store: Store) -> None:
    entity = vswitch("vsw-1")
    store.put(entity, vswitch("vsw-2"))
    entity.vpc_id = "vpc-2"
    store.put(entity)
    assert ids(store.find(VSwitch, vpc="vpc-1")) == ["vsw-2"]
    assert ids(store.find(VSwitch, vpc="vpc-2")) == ["vsw-1"]


def test_a_listing_keeps_to_account_and_region_and_to_age(store: Store) -> None:
    first = vswitch("vsw-z")
    store.put(first, vswitch("vsw-a"), vswitch("vsw-b", account="other"), vswitch("vsw-c", region="cn-shanghai"))
    first.name = "changed"
    store.put(first)
    assert ids(store.all(VSwitch, ACCOUNT, REGION)) == ["vsw-z", "vsw-a"]
    assert ids(store.all_accounts(VSwitch)) == ["vsw-z", "vsw-a", "vsw-b", "vsw-c"]


def test_an_entity_that_names_a_value_twice_is_found_once_and_counted_twice(store: Store) -> None:
    eni = Eni(
        id="eni-1",
        account=ACCOUNT,
        region=REGION,
        created=1.0,
        vpc_id="vpc-1",
        vswitch_id="vsw-1",
        zone_id="z",
        mac="00:16:3e:00:00:01",
        private_ips=["10.0.0.1", "10.0.0.2"],
        group_ids=["sg-1"],
        ipv6=["2001:db8::1"],
    )
    store.put(eni)
    assert [found.id for found in store.find(Eni, group_ip="sg-1")] == ["eni-1"]
    assert store.count(Eni, group_ip="sg-1") == 3
    assert store.count(VSwitch, group_ip="sg-1") == 0


def test_an_exception_leaves_everything_as_it_was(store: Store) -> None:
    store.put(vswitch("vsw-1"))
    with pytest.raises(KeyError), store.transaction():
        store.delete(vswitch("vsw-1"))
        store.put(vswitch("vsw-2"))
        store.save_token_answer("scope", "digest", b"{}")
        store.schedule(1.0, "event", "vsw-2")
        raise KeyError
    assert ids(store.all_accounts(VSwitch)) == ids(store.find(VSwitch, vpc="vpc-1")) == ["vsw-1"]
    assert store.token("scope") is None
    assert store.pop_due_events(2.0) == []


def test_what_is_due_comes_once_in_the_order_of_its_time(store: Store) -> None:
    for at, identifier in ((3.0, "c"), (1.0, "a"), (2.0, "b"), (1.0, "a2")):
        store.schedule(at, "event", identifier)
    assert store.pop_due_events(0.9) == []
    assert store.pop_due_events(2.0) == [("event", "a"), ("event", "a2"), ("event", "b")]
    assert store.pop_due_events(10.0) == [("event", "c")]
    assert store.pop_due_events(10.0) == []


def test_wiping_leaves_settings_only(store: Store) -> None:
    store.put(vswitch("vsw-1"))
    store.save_token_answer("scope", "digest", b"{}")
    store.schedule(1.0, "event", "vsw-1")
    store.set_setting("keys", "kept")
    store.set_setting("keys", "kept too")
    store.wipe()
    assert store.all_accounts(VSwitch) == store.find(VSwitch, vpc="vpc-1") == []
    assert store.count(VSwitch, vpc="vpc-1") == 0
    assert (store.token("scope"), store.pop_due_events(2.0), store.setting("keys")) == (None, [], "kept too")


def test_the_file_is_the_owner_s_alone_and_outlives_the_store(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    store = Store(file)
    store.put(vswitch("vsw-1"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    reader = Store(file, read_only=True)
    assert ids(reader.all_accounts(VSwitch)) == ["vsw-1"]
    store.close()
    reader.close()
    assert ids(Store(file).find(VSwitch, vpc="vpc-1")) == ["vsw-1"]


def test_a_reader_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with pytest.raises(Exception, match="unable to open"):
        Store(file, read_only=True)
    assert not file.exists()


class AgainstAModel(RuleBasedStateMachine):
    """Random puts, moves and deletes; look-ups answer like a dictionary would."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Store(":memory:")
        self.model: dict[str, str] = {}

    @rule(number=st.integers(0, 5), place=st.sampled_from(["vpc-1", "vpc-2"]))
    def put(self, number: int, place: str) -> None:
        self.store.put(vswitch(f"vsw-{number}", place))
        self.model[f"vsw-{number}"] = place

    @rule(number=st.integers(0, 5))
    def delete(self, number: int) -> None:
        self.store.delete(vswitch(f"vsw-{number}"))
        self.model.pop(f"vsw-{number}", None)

    @invariant()
    def look_ups_agree(self) -> None:
        for place in ("vpc-1", "vpc-2"):
            expected = sorted(identifier for identifier, where in self.model.items() if where == place)
            assert sorted(ids(self.store.find(VSwitch, vpc=place))) == expected
            assert self.store.count(VSwitch, vpc=place) == len(expected)
        assert sorted(ids(self.store.all(VSwitch, ACCOUNT, REGION))) == sorted(self.model)


AgainstAModel.TestCase.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
TestAgainstAModel = AgainstAModel.TestCase


def test_a_file_of_another_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    Store(file).close()
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA user_version=99")
        other.commit()
    before = file.read_bytes()
    with pytest.raises(ValueError, match="another version of the sandbox"):
        Store(file)
    assert file.read_bytes() == before
