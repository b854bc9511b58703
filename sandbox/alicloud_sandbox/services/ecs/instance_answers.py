"""The format of an instance in answers."""

from collections.abc import Callable

from alicloud_rules.instance_types import CATALOGUE
from alicloud_sandbox.core.actions import Answer
from alicloud_sandbox.core.answers import ecs_tags
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import Eni, Instance
from alicloud_sandbox.services.ecs import instances

_MINUTES = "%Y-%m-%dT%H:%MZ"
_NEVER = "2099-12-31T15:59Z"

#: The fields that `AdditionalAttributes.N` adds to the answer. Addresses of the ENIs are always there.
ADDITIONAL: dict[str, Callable[[Instance], Answer]] = {
    "META_OPTIONS": lambda instance: {"MetadataOptions": _metadata(instance)},
    "NETWORK_PRIMARY_ENI_IP": lambda instance: {},
    "LOGIN_AS_NON_ROOT": lambda instance: {"ImageOptions": {"LoginAsNonRoot": False}},
    "DISK_HIGH_DENSITY_MODE": lambda instance: {"AdditionalInfo": {"EnableHighDensityMode": False}},
    "CPU_OPTIONS_TOPOLOGY_TYPE": lambda instance: {"CpuOptions": {**_cpu(instance), "TopologyType": ""}},
    "DDH_CLUSTER": lambda instance: {},
}


def write_instance(call: Call, instance: Instance, additional: list[str]) -> Answer:
    """Return an instance in the format of DescribeInstances."""
    image, enis = instances.image_of(instance), call.store.find(Eni, instance=instance.id)
    enis.sort(key=lambda eni: eni.device_index)
    answer: Answer = {
        **write_common(call, instance),
        "InstanceTypeFamily": CATALOGUE[instance.type_id].family,
        "OSName": image.zh,
        "OSNameEn": image.en,
        "OSType": "windows" if image.windows else "linux",
        "KeyPairName": instance.key_pair,
        "StartTime": timestamp(instance.started, _MINUTES) if instance.started else "",
        "AutoReleaseTime": instance.auto_release_time,
        "DeletionProtection": instance.deletion_protection,
        "SpotStrategy": instance.spot_strategy,
        "SpotPriceLimit": 0.0,
        "SpotDuration": 0,
        "SpotInterruptionBehavior": "",
        "ResourceGroupId": instance.resource_group_id,
        "DeviceAvailable": True,
        "Recyclable": False,
        "SaleCycle": "",
        "GPUAmount": 0,
        "GPUSpec": "",
        "HpcClusterId": "",
        "DeploymentSetId": "",
        "CpuOptions": _cpu(instance),
        "RdmaIpAddress": {"IpAddress": []},
        "EcsCapacityReservationAttr": {"CapacityReservationPreference": "", "CapacityReservationId": ""},
        "DedicatedInstanceAttribute": {"Tenancy": "default", "Affinity": "default"},
        "NetworkInterfaces": {"NetworkInterface": [_write_eni(eni) for eni in enis]},
        "Tags": ecs_tags(instance.tags),
    }
    for name in additional:
        answer.update(ADDITIONAL[name](instance))
    return answer


def write_common(call: Call, instance: Instance) -> Answer:
    """Return the fields that DescribeInstances and DescribeInstanceAttribute share."""
    instance_type, primary = CATALOGUE[instance.type_id], instances.primary_eni(call, instance)
    return {
        "InstanceId": instance.id,
        "InstanceName": instance.name,
        "Description": instance.description,
        "HostName": instance.host_name,
        "Status": instance.status,
        "StoppedMode": instance.stopped_mode,
        "RegionId": instance.region,
        "ZoneId": instance.zone_id,
        "ClusterId": "",
        "ImageId": instance.image_id,
        "InstanceType": instance.type_id,
        "Cpu": instance_type.cpu,
        "Memory": round(instance_type.memory_gib * 1024),
        "IoOptimized": True,
        "SerialNumber": instance.id.removeprefix("i-"),
        "CreationTime": timestamp(instance.created, _MINUTES),
        "ExpiredTime": _NEVER,
        "InstanceChargeType": instance.charge_type,
        "InstanceNetworkType": "vpc",
        "InternetChargeType": instance.internet_charge_type,
        "InternetMaxBandwidthIn": instance.bandwidth_in,
        "InternetMaxBandwidthOut": instance.bandwidth_out,
        "CreditSpecification": instance.credit_specification,
        "VlanId": "",
        "PublicIpAddress": {"IpAddress": [instance.public_ip] if instance.public_ip else []},
        "InnerIpAddress": {"IpAddress": []},
        "EipAddress": {"AllocationId": "", "IpAddress": "", "InternetChargeType": ""},
        "SecurityGroupIds": {"SecurityGroupId": primary.group_ids},
        "VpcAttributes": {
            "VpcId": instance.vpc_id,
            "VSwitchId": instance.vswitch_id,
            "PrivateIpAddress": {"IpAddress": primary.private_ips[:1]},
            "NatIpAddress": "",
        },
        "DedicatedHostAttribute": {"DedicatedHostId": "", "DedicatedHostName": "", "DedicatedHostClusterId": ""},
        "OperationLocks": {"LockReason": []},
    }


def _write_eni(eni: Eni) -> Answer:
    ips = [{"PrivateIpAddress": ip, "Primary": position == 0} for position, ip in enumerate(eni.private_ips)]
    return {
        "NetworkInterfaceId": eni.id,
        "Type": eni.kind,
        "MacAddress": eni.mac,
        "PrimaryIpAddress": eni.private_ips[0],
        "PrivateIpSets": {"PrivateIpSet": ips},
        "Ipv6Sets": {"Ipv6Set": [{"Ipv6Address": address} for address in eni.ipv6]},
        "Ipv4PrefixSets": {"Ipv4PrefixSet": []},
        "Ipv6PrefixSets": {"Ipv6PrefixSet": []},
    }


def _metadata(instance: Instance) -> Answer:
    return {
        "HttpEndpoint": instance.http_endpoint,
        "HttpTokens": instance.http_tokens,
        "HttpPutResponseHopLimit": instance.http_hop_limit,
    }


def _cpu(instance: Instance) -> Answer:
    """Return two threads per core, as most types have, and one core for a single vCPU (assumed)."""
    cpu = CATALOGUE[instance.type_id].cpu
    threads = 2 if cpu > 1 else 1
    return {"CoreCount": cpu // threads, "ThreadsPerCore": threads, "Numa": ""}
