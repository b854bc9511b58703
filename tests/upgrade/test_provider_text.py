"""The recorded name of a dynamic resource's provider is written and read alike under every Python that there is here.

A module of the same name stands in for the package, whose needs those other Pythons do not have. Not proved here: that
the whole package runs under them.
"""

import inspect
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from alicloud_ipv6._assignment.dynamic_base import ApiProvider, by_name
from alicloud_ipv6.ipv6_address_hold import Ipv6AddressHoldProvider
from alicloud_ipv6.ipv6_assignment import Ipv6AssignmentProvider

#: Writes the name of the provider, and reads what is recorded as the process of the dynamic providers does.
CODE = """
import base64, pickle, sys, types

class ApiProvider:
    pass

{by_name}

module, name, recorded = sys.argv[1:]
provider = type(name, (ApiProvider,), {{"__module__": module}})
package, _, _ = module.partition(".")
sys.modules[package], sys.modules[module] = types.ModuleType(package), types.ModuleType(module)
setattr(sys.modules[module], name, provider)
assert type(pickle.loads(base64.b64decode(recorded))) is provider
print(by_name(provider))
"""


def pythons(version: str) -> Iterator[str]:
    """Interpreters of this version on PATH and in the version manager's folder."""
    on_path = shutil.which(f"python{version}")
    managed = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for found in ([on_path] if on_path else []) + [str(one) for one in managed.glob(f"{version}.*/bin/python")]:
        asked = [found, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        if subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() == version:
            yield found


@pytest.mark.parametrize("provider", [Ipv6AssignmentProvider, Ipv6AddressHoldProvider])
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_the_text_is_the_same_under_each_python(version: str, provider: type[ApiProvider]) -> None:
    python = next(pythons(version), None)
    if python is None:
        pytest.skip(f"no Python {version} on PATH or in ~/.pyenv")
    code = CODE.format(by_name=inspect.getsource(by_name))
    arguments = [provider.__module__, provider.__qualname__, by_name(provider)]
    done = subprocess.run([python, "-I", "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, by_name(provider)), done.stderr
