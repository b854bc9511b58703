"""What the dynamic resources of this package share: whose credentials they act with, and how they spell properties.

Their providers run in a process of its own, which imports them by name. The state holds that name, inputs and outputs;
no code, no credential.
"""

import os
import re

from pulumi.dynamic import ConfigureRequest, Resource, ResourceProvider

from .credentials import find_credential
from .openapi import OpenApi


class ApiProvider(ResourceProvider):
    """A dynamic provider that calls Alibaba Cloud's APIs as the alicloud provider of its stack would."""

    # Nothing secret is in it: it is pickled as its importable name, without any attribute.
    serialize_as_secret_always = False

    def configure(self, req: ConfigureRequest) -> None:
        """Find the credential; the engine hands over the configuration of the whole stack."""
        self._credential = find_credential(req.config.get, os.environ)

    def open_api(self, region: str) -> OpenApi:
        """Return the APIs of a region."""
        return OpenApi(region, self._credential)


class ApiResource(Resource):
    """A dynamic resource whose properties are camelCase on the wire, as those of other providers are."""

    def translate_input_property(self, prop: str) -> str:
        """Python's spelling to the one on the wire."""
        if prop.startswith("__"):
            return prop
        return re.sub(r"_(.)", lambda found: found[1].upper(), prop)

    def translate_output_property(self, prop: str) -> str:
        """The spelling on the wire to Python's."""
        if prop.startswith("__"):
            return prop
        return re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", prop)
