"""A broker without the plugin: the start ends with a sentence that says what to do."""

from processes import System


def test_a_missing_plugin_ends_the_start_with_what_to_do(without_plugin, tmp_path):
    directory = __file__.replace("test_plugin.py", "directory.yaml")
    system = System(without_plugin, tmp_path, directory, prefix="noplugin")
    ended = system.command("up", "--without", "web-gateway,demo-bot", timeout=30)
    assert ended.returncode == 1, ended
    last = ended.stderr.strip().splitlines()[-1]
    assert "rabbitmq-plugins enable rabbitmq_sharding" in last, ended.stderr
