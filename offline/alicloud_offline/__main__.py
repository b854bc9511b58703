"""Command `python -m alicloud_offline`, the same as `alicloud-offline`."""

from alicloud_offline.offline_command import main

raise SystemExit(main())
