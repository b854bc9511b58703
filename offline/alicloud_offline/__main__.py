"""Command `python -m alicloud_offline`, the same as `alicloud-offline`."""

from alicloud_offline.command_line import main

raise SystemExit(main())
