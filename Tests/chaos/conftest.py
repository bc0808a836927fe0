"""What the tests beside the chaos run stand on: the broker and programs of Tests/interop, and a weather of their
own."""

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "interop"))

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


@pytest.fixture
def weather(tmp_path):
    return Weather(tmp_path)
