"""Let a process end with its parent, even if that one is killed."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent() -> None:
    """Have the kernel send SIGTERM to this process when its parent ends; only Linux can do that.

    It is meant for `preexec_fn`: it loads nothing, and allocates little.
    """
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
        if os.getppid() == 1:  # the parent ended before
            os.kill(os.getpid(), signal.SIGTERM)
