"""Bots that are called over HTTP, as Rasa's REST channel is: one server, a path for each bot."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Call:
    """One request of the bridge, and when it came."""

    def __init__(self, body):
        self.at = time.monotonic()
        self.sender, self.message, self.metadata = body["sender"], body["message"], body["metadata"]
        self.turn = self.metadata["turnId"]


class WebhookBots:
    """Each bot answers by a function of the call that returns a list of messages, a status, or raw bytes."""

    def __init__(self):
        self.calls, self.behaviours, self.lock = {}, {}, threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def address(self, bot):
        return f"http://127.0.0.1:{self.server.server_port}/{bot}"

    def behave(self, bot, behaviour):
        """Sets what a bot does from now on and forgets its earlier calls."""
        with self.lock:
            self.behaviours[bot], self.calls[bot] = behaviour, []
        return self.calls[bot]

    def called(self, bot, body):
        call = Call(body)
        with self.lock:
            self.calls.setdefault(bot, []).append(call)
            behaviour = self.behaviours.get(bot, lambda call: [])
        return behaviour(call)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def handler(self):
        bots = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                assert self.headers["content-type"] == "application/json"
                answer = bots.called(self.path[1:], body)
                status, data = (answer, b"") if isinstance(answer, int) else (200, answer)
                data = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode()
                try:
                    self.send_response(status)
                    self.send_header("content-length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except (BrokenPipeError, ConnectionResetError):
                    pass  # the bridge waits no longer, or was killed

            def log_message(self, *_):
                pass

        return Handler


def say(*texts):
    return [{"recipient_id": "c", "text": text} for text in texts]


def transfer(text=None, **target):
    hand_over = {"custom": {"guiche": {"transfer": target}}}
    return [hand_over] + (say(text) if text else [])
