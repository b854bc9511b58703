"""The steps inside an instance that configure the IPv6 addresses of its ENIs, through Cloud Assistant."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.names import check_command_name

from ._child_options import children_of
from ._construction_checks import fixed_name_problem, refuse
from ._guest_script import AUTO_SCRIPT

DOWNLOADS = "http://ecs-image-utils.oss-cn-hangzhou.aliyuncs.com/ipv6"


class GuestFamily(StrEnum):
    """The way of configuring an image: `auto`, or the helper of the page "Automatically configure IPv6 addresses"."""

    RHEL = "rhel"
    """CentOS 5 to 8, Red Hat 5 to 7."""
    DEBIAN = "debian"
    """Ubuntu 14 and 16, Debian 8 and 9."""
    SLES = "sles"
    """SUSE 11 and 12, openSUSE 42."""
    COREOS = "coreos"
    """CoreOS 14 and 17."""
    FREEBSD = "freebsd"
    """FreeBSD 11."""
    AUTO = "auto"
    """The guest's own way, chosen by its `/etc/os-release`, and only if the addresses do not appear by themselves.

    netplan for Ubuntu 22.04 and 24.04 and Debian 12, NetworkManager for Rocky Linux 9, the Cloud Assistant plugin
    `ecs-utils-ipv6` for Alibaba Cloud Linux and what else the plugin supports.
    """


@dataclass(frozen=True, kw_only=True)
class Ipv6GuestSetupArgs:
    """The inputs of `Ipv6GuestSetup`."""

    instance_id: pulumi.Input[str]
    """The running instance."""
    ipv6_addresses: pulumi.Input[Sequence[pulumi.Input[str]]]
    """The addresses that must be on the instance's interfaces afterwards; a change runs the steps again."""
    guest_family: GuestFamily | None = None
    """The family of the instance's image; default: CentOS and Red Hat. Use `auto` for images of today."""


class Ipv6GuestSetup(pulumi.ComponentResource):
    """Configures the IPv6 addresses inside an instance, and checks that they are there."""

    invocation_id: pulumi.Output[str]
    """The id of the Cloud Assistant run, to look up its output."""

    def __init__(self, name: str, args: Ipv6GuestSetupArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the command and run it once; a name that is too long for the command is refused first."""
        command_name = f"{name}-ipv6-setup"
        problem = fixed_name_problem(check_command_name, "the Cloud Assistant command", command_name)
        refuse(f"Ipv6GuestSetup {name!r}", {"name": problem})
        super().__init__("alicloud-ipv6:index:Ipv6GuestSetup", name, {}, opts)
        child = children_of(self, opts)
        self.command = alicloud.ecs.Command(
            f"{name}-command",
            name=command_name,
            description="Configures the IPv6 addresses of this instance's ENIs",
            type="RunShellScript",
            command_content=base64.b64encode(setup_script(args.guest_family or GuestFamily.RHEL).encode()).decode(),
            enable_parameter=True,
            timeout=TIMEOUT_SECONDS,
            opts=child(),
        )
        self.invocation = alicloud.ecs.EcsInvocation(
            f"{name}-run",
            command_id=self.command.id,
            instance_ids=[args.instance_id],
            parameters={"addresses": pulumi.Output.from_input(args.ipv6_addresses).apply(_spaced)},
            opts=child(
                custom_timeouts=pulumi.CustomTimeouts(create=f"{TIMEOUT_SECONDS}s"),
                # Deleting a run means stopping it, which the service refuses for a run that it no longer knows.
                retain_on_delete=True,
            ),
        )
        self.invocation_id = self.invocation.id
        self.register_outputs({"invocationId": self.invocation_id})


TIMEOUT_SECONDS = 300
"""The longest time that the run may take, the download included."""


def _spaced(addresses: Sequence[object]) -> str:
    return " ".join(map(str, addresses))


def setup_script(family: GuestFamily) -> str:
    """Return the steps as a shell script; Cloud Assistant replaces `{{addresses}}`."""
    if family is GuestFamily.AUTO:
        return AUTO_SCRIPT
    return f"""#!/bin/sh
set -eu
cd "$(mktemp -d)"
url={DOWNLOADS}/{family.value}/ecs-utils-ipv6
if command -v wget >/dev/null; then
  wget -q -O ecs-utils-ipv6 "$url"
elif command -v curl >/dev/null; then
  curl -fsS -o ecs-utils-ipv6 "$url"
else
  fetch -q -o ecs-utils-ipv6 "$url"
fi
chmod +x ./ecs-utils-ipv6
./ecs-utils-ipv6
inet6() {{
  if command -v ip >/dev/null; then ip -6 -o addr show; else ifconfig | grep inet6; fi
}}
for address in {{{{addresses}}}}; do
  tries=0
  until inet6 | grep -q " $address[/ ]"; do
    tries=$((tries + 1))
    if [ "$tries" -ge 30 ]; then
      echo "$address is on no interface" >&2
      exit 1
    fi
    sleep 1
  done
done
inet6
"""
