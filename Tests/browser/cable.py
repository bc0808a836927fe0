"""The cable between a browser and the gateways: can be cut, and takes whichever gateway answers, as a load balancer
does."""

import selectors
import socket
import threading


class Cable:
    """Forwards connections to one of `ports` on 127.0.0.1; `port` is where to connect."""

    def __init__(self, *ports):
        self.targets, self.is_cut, self.turn = ports, False, 0
        self.pairs, self.lock = set(), threading.Lock()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """Ends every connection and takes no new one."""
        self.is_cut = True
        with self.lock:
            pairs, self.pairs = self.pairs, set()
        for pair in pairs:
            for end in pair:
                close(end)

    def mend(self):
        self.is_cut = False

    def close(self):
        self.cut()
        close(self.door)

    def _accept(self):
        while True:
            try:
                browser, _ = self.door.accept()
            except OSError:
                return  # closed
            gateway = None if self.is_cut else self._connect()
            if gateway is None:
                close(browser)
                continue
            with self.lock:
                self.pairs.add((browser, gateway))
            threading.Thread(target=self._carry, args=(browser, gateway), daemon=True).start()

    def _connect(self):
        """The next gateway that answers; None if none does."""
        for _ in self.targets:
            self.turn += 1
            try:
                return socket.create_connection(("127.0.0.1", self.targets[self.turn % len(self.targets)]), timeout=2)
            except OSError:
                continue
        return None

    def _carry(self, browser, gateway):
        other = {browser: gateway, gateway: browser}
        try:
            with selectors.DefaultSelector() as ready:
                for end in other:
                    end.settimeout(10)
                    ready.register(end, selectors.EVENT_READ)
                while True:
                    for key, _ in ready.select():
                        data = key.fileobj.recv(65536)
                        if not data:
                            return
                        other[key.fileobj].sendall(data)
        except (OSError, ValueError):
            pass  # one end has gone or the cable was cut
        finally:
            for end in other:
                close(end)
            with self.lock:
                self.pairs.discard((browser, gateway))


def close(end):
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    end.close()
