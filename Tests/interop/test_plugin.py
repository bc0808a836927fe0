"""A broker without the plugin: the start ends with a sentence that says what to do."""

import pytest

from processes import System

TYPE = '<<"x-modulus-hash">>'
MODULE = "rabbit_sharding_exchange_type_modulus_hash"


@pytest.fixture
def without_plugin(broker):
    """The shared broker forgets the plugin's exchange type for a moment."""
    broker.ctl("eval", f"rabbit_registry:unregister(exchange, {TYPE}).")
    yield broker
    broker.ctl("eval", f"rabbit_registry:register(exchange, {TYPE}, {MODULE}).")


def test_a_missing_plugin_ends_the_start_with_what_to_do(without_plugin, tmp_path):
    directory = __file__.replace("test_plugin.py", "directory.yaml")
    system = System(without_plugin, tmp_path, directory, prefix="noplugin")
    ended = system.command("up", "--without", "web-gateway,demo-bot", timeout=30)
    assert ended.returncode == 1, ended
    last = ended.stderr.strip().splitlines()[-1]
    assert "rabbitmq-plugins enable rabbitmq_sharding" in last, ended.stderr
