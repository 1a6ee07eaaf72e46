"""How much memory this process holds, for its heartbeat."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resident_mb() -> float:
    """Resident memory of this process in MB (10^6 bytes); 0 where the system does not tell."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)
    if sys.platform == "win32":
        return round(_windows_working_set() / 1e6, 1)
    return 0.0


def _windows_working_set() -> int:
    import ctypes

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = [
            ("cb", ctypes.c_uint32),
            ("page_fault_count", ctypes.c_uint32),
            *((name, ctypes.c_size_t) for name in ("peak_working_set", "working_set", "a", "b", "c", "d")),
            *((name, ctypes.c_size_t) for name in ("pagefile", "peak_pagefile")),
        ]

    counters = Counters(cb=ctypes.sizeof(Counters))
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore] # exists on Windows only
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return int(counters.working_set)
