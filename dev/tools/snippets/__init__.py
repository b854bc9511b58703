"""Format an example of a component in each of Pulumi's languages, from properties with the schema's names."""

from collections.abc import Mapping
from typing import Any

import yaml

from alicloud_ipv6.version import PACKAGE
from dev.tools.snippets.csharp import CSharp
from dev.tools.snippets.go import Go
from dev.tools.snippets.java import Java
from dev.tools.snippets.language import NAME, Definition, Language
from dev.tools.snippets.python import Python
from dev.tools.snippets.typescript import TypeScript

YAML = ("YAML", "yaml")
_LANGUAGES: dict[tuple[str, str], type[Language]] = {
    ("Python", "python"): Python,
    ("TypeScript", "typescript"): TypeScript,
    ("Go", "go"): Go,
    ("C#", "csharp"): CSharp,
    ("Java", "java"): Java,
}
LANGUAGES = (*_LANGUAGES, YAML)
"""The name of each language, and its name after the backticks of a code block."""


def snippet(schema: Definition, language: tuple[str, str], kind: str, use: Mapping[str, Any]) -> str:
    """Return a program that makes the resource; in YAML, the part of a Pulumi.yaml that does."""
    if language == YAML:
        resource = {NAME: {"type": f"{PACKAGE}:index:{kind}", "properties": dict(use)}}
        return yaml.safe_dump({"resources": resource}, sort_keys=False).rstrip()
    made: Language = _LANGUAGES[language](schema)
    return made.program(kind, use)
