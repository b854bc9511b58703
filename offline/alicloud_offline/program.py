"""Runs a program's ``__main__.py`` under a resource monitor of ours, as the engine's language host would."""

import asyncio
import os
import runpy
import sys
from pathlib import Path

import pulumi
from pulumi.runtime import mocks, settings
from pulumi.runtime.config import set_all_config
from pulumi.runtime.stack import run_in_stack

from alicloud_offline.errors import OfflineError
from alicloud_offline.settings import Settings


def run(setting: Settings, monitor: mocks.MockMonitor, *, preview: bool) -> None:
    """Run the program to its end; what it refuses (``pulumi.RunError``) comes back as an OfflineError."""
    if not setting.main.is_file():
        raise OfflineError(f"There is no program {setting.main}.")
    settings.configure(
        mocks.MockSettings(  # type: ignore[no-untyped-call]
            monitor=monitor,
            monitor_features=set(monitor.GetDeploymentInfo(None).supportedFeatures),  # type: ignore[no-untyped-call]
            engine=mocks.MockEngine(None),
            project=setting.project,
            stack=setting.stack,
            dry_run=preview,
            organization="organization",
            callbacks=None,
        )
    )
    set_all_config(setting.config, list(setting.secret_keys))
    folder = setting.main.parent
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    sys.argv = [str(setting.main)]
    try:
        asyncio.run(_run(setting.main))
    except pulumi.RunError as error:
        raise OfflineError(str(error)) from None


async def _run(main: Path) -> None:
    def program() -> None:
        runpy.run_path(str(main), run_name="__main__")

    await run_in_stack(program)
