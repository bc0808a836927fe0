"""A look into the dead letters of one installation, with the tests' own tools: no client may read them."""

import time

import accounts


class DeadLetterQueue:
    def __init__(self, url, prefix="guiche"):
        self.connection = accounts.connect(url)
        self.channel = self.connection.channel()
        self.queue = f"{prefix}.dead-letters"

    def clear(self):
        self.channel.queue_purge(self.queue)

    def next(self, timeout=5):
        """The properties of the oldest, which is taken away."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            method, properties, _ = self.channel.basic_get(self.queue, auto_ack=True)
            if method is not None:
                return properties
            self.connection.process_data_events(time_limit=0.05)
        raise AssertionError(f"no dead letter came within {timeout} s")

    def close(self):
        self.connection.close()
