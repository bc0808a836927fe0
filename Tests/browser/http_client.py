"""The web gateway's HTTP interface as a program speaks it: JSON calls and server-sent events, standard library only."""

import base64
import http.client
import itertools
import json
import os
import queue
import threading
import time
import uuid


def token():
    """A customer's secret: 256 random bits as 43 characters."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode().rstrip("=")


def fresh_address(counter=itertools.count(1)):
    """An address that no limit has seen."""
    number = next(counter)
    return f"198.18.{number // 250}.{number % 250 + 1}"


class Answer:
    def __init__(self, response, body):
        self.status, self.headers, self.text = response.status, response.headers, body.decode()

    @property
    def json(self):
        return json.loads(self.text)


class Stream:
    """A stream of server-sent events, read by a thread of its own."""

    def __init__(self, connection, response):
        self.connection, self.response = connection, response
        self.events, self.seen, self.ended = queue.Queue(), [], threading.Event()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        event = {}
        try:
            for raw in self.response:
                line = raw.decode().rstrip("\n")
                if line == "" and "data" in event:
                    self.events.put((event.get("event"), event.get("id"), json.loads(event["data"])))
                if line == "":
                    event = {}
                elif not line.startswith(":"):
                    name, _, value = line.partition(": ")
                    event[name] = value
        except (OSError, http.client.HTTPException, AttributeError, ValueError):
            pass  # closed here or there: what came is in the queue
        self.ended.set()

    def expect(self, kind, seconds=10, **fields):
        """The next event of a type with these fields; what comes before it is passed over and kept in `seen`."""
        deadline = time.monotonic() + seconds
        while True:
            left = deadline - time.monotonic()
            try:
                event = self.events.get(timeout=max(0.01, left))
            except queue.Empty:
                raise AssertionError(f"no {kind} with {fields} came; there were {[one[0] for one in self.seen]}")
            self.seen.append(event)
            if event[0] == kind and all(event[2].get(name) == value for name, value in fields.items()):
                return event[2]

    def close(self):
        """Ends the connection without a word, as a browser that is closed does."""
        self.connection.sock.shutdown(2)
        self.ended.wait(5)


class Http:
    """One browser: an address of its own for the limits, and the cookie it was given."""

    def __init__(self, port, address=None):
        self.port, self.address, self.cookie = port, address or fresh_address(), None

    def headers(self, more):
        headers = {"Content-Type": "application/json"} | more
        if self.cookie:
            headers["Cookie"] = self.cookie
        headers["X-Forwarded-For"] = self.address
        return {name: value for name, value in headers.items() if value is not None}

    def call(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, (bytes, str, type(None))) else json.dumps(body)
        connection.request(method, path, data, self.headers(names))
        response = connection.getresponse()
        answer = Answer(response, response.read())
        if "Set-Cookie" in answer.headers:
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        connection.close()
        return answer

    def get(self, path, **headers):
        return self.call("GET", path, **headers)

    def post(self, path, body, **headers):
        return self.call("POST", path, body, **headers)

    def stream(self, path, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers=self.headers(names))
        response = connection.getresponse()
        assert response.status == 200, (response.status, response.read())
        return Stream(connection, response)

    def log_in(self, user, password="guiche-demo", tenant="acme"):
        return self.post("/api/login", {"tenant": tenant, "user": user, "password": password})

    def command(self, who, kind, identifier=None, **data):
        body = {"id": identifier or str(uuid.uuid4()), "type": kind, "data": data}
        answer = self.post(f"/api/{who}/commands", body)
        assert answer.status == 202, answer.text
        return body["id"]


class Customer(Http):
    """A customer's browser with its secret."""

    def __init__(self, port, channel="site", tenant="acme", address=None, secret=None):
        super().__init__(port, address)
        self.place, self.secret = f"/api/webchat/{tenant}/{channel}", token() if secret is None else secret

    def headers(self, more):
        return super().headers({"Authorization": f"Bearer {self.secret}"} | more)

    def say(self, kind, identifier=None, **data):
        body = {"id": identifier or str(uuid.uuid4()), "type": f"webchat.{kind}.v1", "data": data}
        return self.post(f"{self.place}/commands", body)

    def events(self, connection="c1", **headers):
        return self.stream(f"{self.place}/events?connection={connection}", **headers)
