"""Two VPCs whose instances reach each other through the public IPv6 addresses of their secondary ENIs."""

import pulumi

from program.half import build_half
from program.lookups import image_id, zone_ids
from settings import load

settings = load()
zones, image = zone_ids(settings), image_id(settings)
halves = [build_half(settings, half, zone, image) for half, zone in zip(settings.halves, zones, strict=True)]

pulumi.export("region", settings.region)
pulumi.export(
    "instances",
    [
        {
            "name": built.half.instance_name,
            "instanceId": built.instance.instance_id,
            "privateIpv4": built.instance.private_ipv4,
            "publicIpv4": built.instance.public_ipv4,
            "networkInterfaceId": built.eni.network_interface_id,
            "ipv6Addresses": built.eni.ipv6_addresses,
        }
        for built in halves
    ],
)
own, other = (built.eni.ipv6_addresses[0] for built in halves)
pulumi.export("ping6", pulumi.Output.concat("ping6 -c 4 -I ", own, " ", other))
