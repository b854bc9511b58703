"""Checks of whole programs, in a separate process, with a pack of every kind of policy."""

import json
from pathlib import Path

import pytest

from tests.offline.check.provider_programs import PROVIDER_PROGRAMS
from tests.offline.check.sample_programs import NETWORK, PROGRAMS, write_program
from tests.offline.run_offline import CHECKOUT, MIXED, check, mandatory, run_offline


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("good", set()),
        ("no_group", {("eni-has-group", "eni", 9)}),
        ("many", {("small-block", "wide", 11)}),
        ("component", {("small-block", "one-vsw", 10), ("small-block", "two-vsw", 10)}),
        ("lookup", {("small-block", "vsw", 6)}),
    ],
)
def test_verdicts_and_lines(tmp_path: Path, name: str, found: set[tuple[str, str, int]]) -> None:
    code, report = check(write_program(tmp_path, PROGRAMS[name]))
    assert mandatory(report) == found
    assert code == int(bool(found))


def test_strict_refuses_what_is_advisory(tmp_path: Path) -> None:
    assert check(write_program(tmp_path, PROGRAMS["good"]), "--strict")[0] == 1


def test_the_packs_config_is_in_force(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"few-enis": {"most": 0, "enforcementLevel": "mandatory"}}))
    more = ("--policy-pack-config", str(tmp_path / "config.json"))
    assert mandatory(check(write_program(tmp_path, PROGRAMS["good"]), *more)[1]) == {("few-enis", "shop-dev", None)}


def test_a_schema_error_of_a_plain_custom_resource_has_its_line(tmp_path: Path) -> None:
    source = 'import pulumi\npulumi.CustomResource("alicloud:vpc/switch:Switch", "vsw", {"cidrBlok": "10.0.0.0/24"})\n'
    report = check(write_program(tmp_path, source))[1]
    assert mandatory(report) == {("unknown-property", "vsw", 2)}
    assert any("failed: Exception calling application: 'vpcId'" in note for note in report["notes"])


def test_an_encrypted_setting_is_an_unknown_secret(tmp_path: Path) -> None:
    source = NETWORK + (
        "password = pulumi.Config().require_secret('password')\n"
        "name = pulumi.Config().require('name')\n"
        "alicloud.ecs.Instance('ecs', password=password, instance_name=f'web-{name}', instance_type='ecs.g6.large')\n"
        "print('name is', name)\n"
    )
    program = write_program(
        tmp_path, source, {"shop:password": {"secure": "v1:abc"}, "shop:name": {"secure": "v1:def"}}
    )
    code, report = check(program)
    assert code == 0
    assert any("shop:name, shop:password" in note for note in report["notes"])


def test_a_note_lists_the_data_sources(tmp_path: Path) -> None:
    report = check(write_program(tmp_path, PROGRAMS["lookup"]))[1]
    assert report["notes"][0] == "The policy adds-tag changes the inputs of vpc."
    assert report["notes"][1] == "Data sources were not queried, so their answers are unknown: getZones."


def test_notes_list_what_is_not_checked(tmp_path: Path) -> None:
    source = NETWORK + (
        "pulumi.runtime.register_resource_transform(lambda args: None)\n"
        "own = pulumi.ResourceOptions(transforms=[lambda args: None])\n"
        "alicloud.ecs.SecurityGroup('other', vpc_id=vpc.id, opts=own)\n"
        "pulumi.ComponentResource('far:index:Away', 'away', {}, None, True)\n"
    )
    notes = " ".join(check(write_program(tmp_path, source))[1]["notes"])
    assert "Transforms of the stack are not applied" in notes
    assert "Transforms of other are not applied" in notes
    assert "Resources inside away are not checked: a plugin creates this far:index:Away." in notes


def test_a_resource_that_is_read_has_its_id(tmp_path: Path) -> None:
    source = (
        "import pulumi_alicloud as alicloud\n"
        "old = alicloud.vpc.Network.get('old', 'vpc-1')\n"
        "alicloud.vpc.Switch('vsw', vpc_id=old.id, zone_id='cn-beijing-h', cidr_block='10.0.0.0/24')\n"
    )
    found = check(write_program(tmp_path, source))[1]["findings"]
    assert ("reads-vpc", "It is in vpc-1.") in {(one["rule"], one["message"]) for one in found}


def test_the_report_goes_to_a_file_and_the_text_to_the_terminal(tmp_path: Path) -> None:
    program, file = write_program(tmp_path, PROGRAMS["many"]), tmp_path / "out" / "report.sarif"
    arguments = ("--policy-pack", str(MIXED), "--format", "sarif", "--output", str(file))
    done = run_offline("check", "dev", *arguments, folder=program)
    assert done.returncode == 1
    assert json.loads(file.read_text())["version"] == "2.1.0"
    assert "mandatory small-block\n  Switch wide, __main__.py:11" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_several_reports_are_made_in_one_run(tmp_path: Path) -> None:
    program = write_program(tmp_path, PROGRAMS["many"])
    arguments = ("--policy-pack", str(MIXED), "--format", "github", "--also", "markdown=a.md", "--also", "junit=b.xml")
    assert run_offline("check", "dev", *arguments, folder=program).stdout.startswith("::error file=__main__.py")
    assert (tmp_path / "a.md").read_text().startswith("### ")
    assert (tmp_path / "b.xml").read_text().startswith("<?xml")


def test_files_are_relative_to_the_working_directory(tmp_path: Path) -> None:
    write_program(tmp_path / "infra", PROGRAMS["many"])
    arguments = ("--program", "infra", "--policy-pack", str(MIXED), "--format", "github")
    assert "::error file=infra/__main__.py,line=11," in run_offline("check", "dev", *arguments, folder=tmp_path).stdout


def test_our_own_stack_is_checked_with_our_own_pack() -> None:
    done = run_offline("check", "dev", "--format", "json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["mandatory"]) == (0, 0)
    assert {rule["pack"] for rule in report["rules"]} == {"provider-types", "alicloud-ipv6"}
    files = {one["file"] for one in report["findings"] if one["file"]}
    assert all(file.startswith("program/") for file in files), files


ZONES = """\
import pulumi
import pulumi_alicloud as alicloud

zones = alicloud.get_zones(available_resource_creation="VSwitch")
vpc = alicloud.vpc.Network("vpc", cidr_block="10.0.0.0/8")


def vswitch(name, zone_id, size=24):
    block = f"10.0.0.0/{size}"
    return alicloud.vpc.Switch(name, vpc_id=vpc.id, zone_id=zone_id, cidr_block=block)


"""


@pytest.mark.parametrize(
    ("source", "resources"),
    [
        ("vswitch('a', zones.zones[0].id); vswitch('b', zones.zones[1].id)\n", 2),
        ("vswitch('b', zones.ids[1])\n", 1),
        ("for number, zone in enumerate(zones.zones[:2]):\n    vswitch(f'v{number}', zone.id)\n", 2),
        ("for number in range(len(zones.zones)):\n    vswitch(f'v{number}', zones.zones[number].id)\n", 2),
        ("vswitch('a', [zone.id for zone in zones.zones if zone.id == 'cn-beijing-h'][0])\n", 1),
        ("vswitch('a', next(zone for zone in zones.ids if zone in ('cn-beijing-h',)))\n", 1),
        ("vswitch('a', zones.zones[4].id)\n", 1),
        ("for number, zone in enumerate(zones.zones[:3]):\n    vswitch(f'v{number}', zone.id)\n", 3),
        ("vswitch('a', alicloud.get_zones_output().zones[2].id)\n", 1),
        (
            "found = alicloud.rds.get_instance_classes(engine='MySQL').instance_classes[0]\n"
            "alicloud.rds.Instance('db', engine='MySQL', engine_version='8.0', instance_type=found.instance_class,\n"
            "    instance_storage=found.storage_ranges.min)\n",
            1,
        ),
        (
            "found = alicloud.ecs.get_instance_types(cpu_core_count=2).instance_types\n"
            "big = [one for one in found if one.memory_size >= 8 and not one.burstable_instances]\n"
            "alicloud.ecs.EcsDisk('disk', zone_id=zones.ids[0], size=found[0].memory_size * 2)\n"
            "for number in range(found[0].eni_amount):\n    vswitch(f'v{number}', zones.ids[0])\n",
            3,
        ),
    ],
)
def test_programs_use_answers_of_data_sources(tmp_path: Path, source: str, resources: int) -> None:
    code, report = check(write_program(tmp_path, ZONES + source))
    assert (code, mandatory(report)) == (0, set())
    assert report["resources"] == resources + 2, "beside the stack and the VPC"


def test_a_part_of_an_object_that_the_provider_computes_is_unknown(tmp_path: Path) -> None:
    source = (
        "import pulumi_alicloud as alicloud\n"
        "shards = [{'node_class': 'dds.shard.mid', 'node_storage': 10}]\n"
        "mongos = [{'node_class': 'dds.mongos.mid'}, {'node_class': 'dds.mongos.mid'}]\n"
        "db = alicloud.mongodb.ShardingInstance('db', engine_version='4.2', shard_lists=shards, mongo_lists=mongos)\n"
        "alicloud.mongodb.ShardingNetworkPrivateAddress('address', db_instance_id=db.id, zone_id='cn-beijing-h',\n"
        "    node_id=db.shard_lists[0].node_id, account_name=db.shard_lists[0].node_class)\n"
    )
    code, report = check(write_program(tmp_path, source))
    assert (code, mandatory(report)) == (0, set())


def test_a_note_lists_the_lengths_that_are_assumed(tmp_path: Path) -> None:
    source = ZONES + "for number, zone in enumerate(zones.zones):\n    vswitch(f'v{number}', zone.id)\n"
    program = write_program(tmp_path, source)
    assert "The number of elements is unknown, and 2 is assumed: getZones.zones." in check(program)[1]["notes"]
    notes = check(program, "--list-length", "5")[1]["notes"]
    assert "The number of elements is unknown, and 5 is assumed: getZones.zones." in notes


def test_a_program_that_reads_too_far_fails_with_the_option_to_set(tmp_path: Path) -> None:
    program = write_program(tmp_path, ZONES + "vswitch('a', zones.ids[20])\n")
    done = run_offline("check", "dev", "--program", str(program), "--policy-pack", str(MIXED))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "alicloud-offline: The program reads element 21 of a data source's list, and the check answers with 2 elements;"
        " set --list-length to 21 or more.\n"
    )
    assert check(program, "--list-length", "21")[0] == 0


def test_typed_secrets_are_unknown_values_of_their_type(tmp_path: Path) -> None:
    source = NETWORK + (
        "config = pulumi.Config()\n"
        "login = config.require_secret_object('login')\n"
        "alicloud.ecs.SecurityGroupRule('rule', type='ingress', ip_protocol='tcp', security_group_id=group.id,\n"
        "    cidr_ip='10.0.0.0/8', port_range=config.require_secret_int('port').apply(lambda one: f'{one}/{one}'))\n"
        "alicloud.rds.Account('account', db_instance_id='rm-1', account_name=login['user'],\n"
        "    account_password=config.require_object('login')['password'])\n"
        "alicloud.ecs.EcsDisk('disk', zone_id='cn-beijing-h', size=config.require_int('size') * 2,\n"
        "    encrypted=config.get_secret_bool('on'), disk_name=f\"{config.get_float('share'):.1f}\")\n"
        "if config.require_bool('on'):\n"
        "    alicloud.ecs.EcsNetworkInterface('eni', vswitch_id=vswitch.id, security_group_ids=[group.id],\n"
        "        queue_number=config.get_secret_float('share'))\n"
    )
    names = ("login", "port", "size", "on", "share")
    program = write_program(tmp_path, source, {f"shop:{name}": {"secure": "v1:abc"} for name in names})
    code, report = check(program)
    assert (code, mandatory(report), report["resources"]) == (0, set(), 8)


@pytest.mark.parametrize("region", ["cn-beijing", "cn-hangzhou"])
@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("other_region", {"one-eni-ipv6"}),
        ("several_regions", {"cn-hangzhou-eni-ipv6"}),
        ("several_accounts", {"far-eni-ipv6"}),
    ],
)
def test_components_follow_their_explicit_provider(tmp_path: Path, name: str, found: set[str], region: str) -> None:
    program = write_program(tmp_path, PROVIDER_PROGRAMS[name], {"alicloud:region": region})
    _, report = check(program, pack=CHECKOUT / "policies")
    refused = {name for rule, name, _ in mandatory(report) if rule == "eni-ipv6-region"}
    assert refused == found


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (
            "import os\nos.environ['ECS_LOGIN_PASSWORD']\n",
            "The program failed at __main__.py:2: KeyError: 'ECS_LOGIN_PASSWORD'; for an environment variable, use "
            "--unknown-environment ECS_LOGIN_PASSWORD",
        ),
        ("import nowhere\n", "The program failed at __main__.py:1: ModuleNotFoundError: No module named 'nowhere'"),
        ("raise SystemExit(3)\n", "The program exited with code 3."),
        ("import pulumi\nraise pulumi.RunError('no zone')\n", "no zone"),
        (
            "import pulumi\nclass C(pulumi.ComponentResource): pass\nC('a:b:C', 'x')\nC('a:b:C', 'x')\n",
            "The program registers x (a:b:C) twice",
        ),
        ("import pulumi\npulumi.Config().require('name')\n", "Missing required configuration variable 'shop:name'"),
    ],
)
def test_a_program_that_cannot_run_fails_with_one_sentence(tmp_path: Path, source: str, says: str) -> None:
    done = run_offline("check", "dev", "--program", str(write_program(tmp_path, source)), "--policy-pack", str(MIXED))
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def pack_folder(folder: Path, main: str) -> Path:
    folder.mkdir()
    (folder / "PulumiPolicy.yaml").write_text("runtime: python\n")
    (folder / "__main__.py").write_text(main)
    return folder


RAISING = """
from pulumi_policy import PolicyPack, StackValidationPolicy
def fails(args, report): raise ValueError("no good")
PolicyPack("bad", [StackValidationPolicy("fails", "It fails.", fails)])
"""


@pytest.mark.parametrize(
    ("main", "says"),
    [
        (RAISING, "failed: Exception calling application: no good"),
        ("raise ValueError('not today')", "ValueError: not today"),
    ],
)
def test_a_pack_that_cannot_run_fails_with_one_sentence(tmp_path: Path, main: str, says: str) -> None:
    program, pack = write_program(tmp_path / "program", PROGRAMS["good"]), pack_folder(tmp_path / "pack", main)
    done = run_offline("check", "dev", "--program", str(program), "--policy-pack", str(pack))
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
