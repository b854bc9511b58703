"""The plugin's process: a server on the loopback interface, for the engine that started it."""

import asyncio
import sys
from argparse import ArgumentParser
from pathlib import Path

import grpc

from .._identity.hosting import host
from ._plugin_internals import accept_any_version, provider_pb2_grpc
from .host import Host
from .resource_server import ResourceServicer

_LARGEST_MESSAGE = 400 * 1024 * 1024
"""In bytes; the same as the engine's limit."""


def serve(schema: Path) -> None:
    """Serve until the engine ends the process; the port is the first line on standard output."""
    parser = ArgumentParser(prog="pulumi-resource-alicloud-ipv6", description="Started by Pulumi's engine.")
    parser.add_argument("engine", help="the engine's address, such as 127.0.0.1:12345")
    engine = parser.parse_known_args()[0].engine
    host()
    accept_any_version("alicloud")
    try:
        asyncio.run(_serve(engine, schema.read_text()))
    except KeyboardInterrupt:
        sys.exit(0)


async def _serve(engine: str, schema: str) -> None:
    server = grpc.aio.server(options=[("grpc.max_receive_message_length", _LARGEST_MESSAGE)])
    servicer = ResourceServicer(Host(schema), [], engine)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await server.wait_for_termination()
