"""Every action with hostile values: signed requests through authentication, handler, both formats and the log.

`FUZZ=10000` sets the number of requests, `FUZZ_SEED=7` draws others. Each request is checked for its status (never a
defect), its shape, its time, and for leaks: ids of another account, secrets, tracebacks, and the request in the log.
"""

import json
import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from xml.etree.ElementTree import ParseError, fromstring

import pytest

from alicloud_sandbox.core.actions import Action
from alicloud_sandbox.gateway.answer_formats import AnswerFormat, encode
from alicloud_sandbox.gateway.dispatch import Outcome
from alicloud_sandbox.gateway.products import ACTIONS
from alicloud_sandbox.gateway.request_log import line
from alicloud_sandbox.iam.keyring import Key
from alicloud_sandbox.iam.signature import SignedRequest
from tests.sandbox import hostile_values, populated_account
from tests.sandbox.conftest import REGION, Cloud, cloud_with
from tests.sandbox.foreign_account import marks_of, records_of, restore, snapshot
from tests.sandbox.parameter_reads import declared
from tests.sandbox.signing import acs3, version1
from tests.sandbox.test_every_action import NEVER_WORKS, request

NUMBER = int(os.environ.get("FUZZ", "328"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
SECONDS = 2.0
LINE = re.compile(r"account=[a-z-]+ action=(?:[A-Za-z0-9.]+|\?|-) ids=\S+ result=\d{3}/[A-Za-z0-9.]+ ms=\d+\.\d")
CODE = re.compile(r"[A-Z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*")
HOST = "ecs.cn-beijing.aliyuncs.com"


@dataclass
class World:
    """One state: the account `user` with one of each resource, which the account `resource` attacks."""

    cloud: Cloud = field(default_factory=cloud_with)

    def __post_init__(self) -> None:
        """Populate the other account."""
        self.prepared: dict[Action, tuple[dict[str, str], bytes]] = {}
        self.names = populated_account.populate(self.cloud.by("user"))
        self.marks = marks_of(self.cloud, "user", self.names)
        self.theirs = records_of(self.cloud, "user")
        self.populated = snapshot(self.cloud.dispatcher)
        dispatcher = self.cloud.dispatcher
        self.keys = [dispatcher.keyring.of(who) for who in ("resource", "resource/root")]
        self.secrets = [key.secret for key in dispatcher.keyring.keys.values()]

    def valid(self, action: Action) -> dict[str, str]:
        """Return a request with which the action succeeds in the state that this call restores."""
        if action not in self.prepared:
            restore(self.cloud.dispatcher, self.populated)
            self.prepared[action] = request(self.cloud, action), snapshot(self.cloud.dispatcher)
        values, state = self.prepared[action]
        restore(self.cloud.dispatcher, state)
        return values


@dataclass(frozen=True)
class Attack:
    """One request, and what it says."""

    action: Action
    signed: SignedRequest
    values: dict[str, str]


def attacks(world: World, random: Random, number: int) -> Iterator[Attack]:
    """Draw requests, each action in turn."""
    actions = [action for action in ACTIONS.values() if action.name not in NEVER_WORKS]
    for index in range(number):
        action = actions[index % len(actions)]
        valid = world.valid(action)
        values = {**valid, "RegionId": REGION} if random.random() < 0.8 else {}
        fields = [name for _, name in declared(action.params)] or ["None"]
        for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
            chosen = random.choice(fields)
            plain = chosen.replace(".N", ".1")
            name = plain if random.random() < 0.7 else hostile_values.name(random, chosen)
            values[name] = hostile_values.value(random, tuple(world.names.values()))
        yield Attack(action, sign(random, random.choice(world.keys), action, values), values)


def sign(random: Random, key: Key, action: Action, values: dict[str, str]) -> SignedRequest:
    """Sign a request in one of the styles."""
    named = {**values, "Action": action.name, "Version": action.version}
    style = random.randrange(3)
    if style == 2:
        return acs3(key, (action.version, action.name), {}, values or {"RegionId": REGION})
    return version1(key, named, form=bool(style))


def faults(world: World, attack: Attack, outcome: Outcome, seconds: float) -> Iterator[str]:
    """Yield each kind of fault in an answer."""
    body, said = outcome.body, json.dumps(attack.values, ensure_ascii=False).lower()
    if not (outcome.status == 200 or 400 <= outcome.status < 500):
        yield "status"
    try:
        text = encode(body, attack.action.name, AnswerFormat.JSON).decode()
        fromstring(encode(body, attack.action.name, AnswerFormat.XML))
    except (ParseError, ValueError, TypeError):
        yield "encoding"
        return
    needed = {"RequestId"} if outcome.status == 200 else {"RequestId", "HostId", "Code", "Message"}
    if not needed <= body.keys() or (outcome.status != 200 and not CODE.fullmatch(body["Code"])):
        yield "shape"
    if seconds > SECONDS:
        yield "time"
    if records_of(world.cloud, "user") != world.theirs:
        yield "change of another account"
    if any(mark in text and mark.lower() not in said for mark in world.marks):
        yield "leak of another account"
    written = line(outcome.account, outcome.action, outcome.parameters, outcome.status, body, seconds)
    if any(secret in text or secret in written for secret in world.secrets):
        yield "leak of a secret"
    if "Traceback" in text or 'File "' in text:
        yield "traceback"
    if not LINE.fullmatch(written) or hostile_values.CANARY.lower() in written.lower():
        yield "log"


@pytest.mark.timeout(3600)
def test_no_request_is_a_fault() -> None:
    found: Counter[str] = Counter()
    examples: dict[str, tuple[str, str]] = {}
    statuses: Counter[int] = Counter()
    random, slowest = Random(SEED), 0.0
    world = World()
    for attack in attacks(world, random, NUMBER):
        began = time.process_time()
        outcome = world.cloud.dispatcher.answer(attack.signed, HOST)
        seconds = time.process_time() - began
        slowest = max(slowest, seconds)
        statuses[outcome.status] += 1
        for kind in faults(world, attack, outcome, seconds):
            found[kind] += 1
            short = {name[:60]: value[:60] for name, value in attack.values.items()}
            examples.setdefault(f"{kind} {attack.action.name}", (f"{outcome.body}"[:300], f"{short}"))
    figures = f"{dict(sorted(statuses.items()))}, slowest {slowest:.2f} s, faults {dict(found)}"
    print(f"{NUMBER} requests, seed {SEED}: {figures}")
    assert not found, examples
    assert statuses[200] > NUMBER // 20
