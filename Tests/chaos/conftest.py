"""What the tests beside the chaos run stand on: the broker and programs of Tests/interop, and a weather of their
own."""

import os
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "interop"))

from contract import Contract  # noqa: E402
from processes import Broker  # noqa: E402
from weather import Weather  # noqa: E402


@pytest.fixture(scope="session")
def broker(tmp_path_factory):
    broker = Broker(tmp_path_factory.mktemp("broker"))
    yield broker
    broker.stop()


@pytest.fixture(scope="session")
def contract():
    return Contract()


@pytest.fixture(scope="session")
def weather_library(tmp_path_factory):
    library = tmp_path_factory.mktemp("weather") / "weather.so"
    words = ["cc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", library]
    subprocess.run([*words, HERE / "weather.c"], check=True)
    os.environ["GUICHE_CHAOS_WEATHER"] = str(library)
    return library


@pytest.fixture
def weather(tmp_path, weather_library):
    return Weather(tmp_path)
