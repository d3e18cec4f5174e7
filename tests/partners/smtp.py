"""A small server of e-mail on this machine: it speaks enough SMTP to be sent a message, and keeps it."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

ANSWERS = {b"EHLO": b"250 here", b"QUIT": b"221 bye", b"DATA": b"354 go on"}


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    came: list[str]


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say(b"220 here")
        for line in self.rfile:
            verb = line.strip().upper()[:4]
            self._say(ANSWERS.get(verb, b"250 ok"))
            if verb == b"DATA":
                self._keep()
                self._say(b"250 kept")
            if verb == b"QUIT":
                return

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def _keep(self) -> None:
        lines = iter(self.rfile.readline, b".\r\n")
        assert isinstance(self.server, _Server)
        self.server.came.append(b"".join(lines).decode())


@contextmanager
def serving() -> Iterator[tuple[int, list[str]]]:
    """Its port, and the messages that came."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.came = []
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server.server_address[1], server.came
        server.shutdown()
        thread.join(5)
