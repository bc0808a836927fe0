"""The clock and the disk that the programs of a run see (weather.c)."""

import errno
import mmap
import pathlib
import struct
import subprocess

FIELDS = struct.Struct("=qqq")  # milliseconds the clock is off, the errno of writing, microseconds a write takes
HOUR_MS = 3_600_000
SOURCE = pathlib.Path(__file__).resolve().with_name("weather.c")
COMPILE = ("cc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o")


class Weather:
    """Fine until something else is said."""

    def __init__(self, folder):
        path = pathlib.Path(folder) / "weather"
        path.write_bytes(bytes(FIELDS.size))
        with open(path, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), FIELDS.size)
        library = pathlib.Path(folder) / "weather.so"
        subprocess.run([*COMPILE, library, SOURCE], check=True)
        self.environment = {"LD_PRELOAD": str(library), "GUICHE_WEATHER": str(path)}
        self.offset, self.error, self.delay = 0, 0, 0

    def write(self):
        self.map[:] = FIELDS.pack(self.offset, self.error, self.delay)

    def shift_clock(self, milliseconds):
        self.offset += milliseconds
        self.write()

    def disk(self, error=0, delay_seconds=0.0):
        self.error, self.delay = error, int(delay_seconds * 1_000_000)
        self.write()

    def full(self):
        self.disk(errno.ENOSPC)

    def read_only(self):
        self.disk(errno.EROFS)
