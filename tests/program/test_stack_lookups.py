from typing import Any

import pulumi
import pytest

from tests.components.recorder import Recorder
from tests.program.program_run import IMAGES, ZONES, run

INSTANCE = "ecs/instance:Instance"


def test_what_is_left_out_is_looked_up_once_and_first(dev: Recorder) -> None:
    assert dev.invoked == [
        (ZONES, {"availableInstanceType": "ecs.g6.large"}),
        (IMAGES, {"owners": "system", "nameRegex": "^centos_7_3", "mostRecent": True}),
    ]
    assert {one.inputs["zoneId"] for one in dev.all("Switch")} == {"cn-beijing-h"}
    assert {tuple(one.options.ignoreChanges) for one in dev.all(INSTANCE)} == {("imageId",)}


def test_what_is_given_is_not_looked_up() -> None:
    made = run(zoneId="cn-beijing-g", imageId="m-mine")
    assert made.invoked == []
    assert {one.inputs["zoneId"] for one in made.all("Switch")} == {"cn-beijing-g"}
    assert {(one.inputs["imageId"], len(one.options.ignoreChanges)) for one in made.all(INSTANCE)} == {("m-mine", 0)}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({ZONES: {"zones": []}}, "ipv6-eni:instanceType: no zone of cn-beijing sells ecs.g6.large"),
        ({IMAGES: {"ids": []}}, r"ipv6-eni:imageName: no public image of cn-beijing has a name that matches"),
    ],
)
def test_a_lookup_without_an_answer_ends_the_program(answers: dict[str, Any], said: str) -> None:
    with pytest.raises(pulumi.RunError, match=said):
        run(answers=answers)


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({}, "ipv6-eni:zoneId: the key is not set, and the lookup failed"),
        ({"zoneId": "cn-beijing-h"}, "ipv6-eni:imageId: the key is not set, and the lookup failed"),
    ],
)
def test_a_lookup_that_fails_ends_the_program_in_one_line(config: dict[str, Any], said: str) -> None:
    with pytest.raises(pulumi.RunError, match=said) as ended:
        run(answers={ZONES: OSError("no\nroute"), IMAGES: OSError("no\nroute")}, **config)
    assert "no route" in str(ended.value)
    assert "\n" not in str(ended.value)
