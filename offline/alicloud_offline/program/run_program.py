"""Run a program's `__main__.py` under a given resource monitor, as the engine's language host does."""

import os
import runpy
import sys

import pulumi

from alicloud_offline._pulumi_internals import MockMonitor, run_under_monitor, set_all_config
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import ProjectSettings


def run_program(settings: ProjectSettings, monitor: MockMonitor, *, preview: bool) -> None:
    """Run the program to its end; raise OfflineError with the message of a `pulumi.RunError`."""
    if not settings.main.is_file():
        raise OfflineError(f"The program {settings.main} does not exist.")
    set_all_config(settings.config, list(settings.secret_keys))
    folder = settings.main.parent
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    sys.argv = [str(settings.main)]

    def program() -> None:
        runpy.run_path(str(settings.main), run_name="__main__")

    try:
        run_under_monitor(program, monitor, project=settings.project, stack=settings.stack, dry_run=preview)
    except pulumi.RunError as error:
        raise OfflineError(str(error)) from None
