"""A proxy on the loopback interface that plays every host it is asked for, over TLS, with a CA of its own."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import trustme


@dataclass
class Seen:
    """One request, as it arrived inside the tunnel."""

    host: str
    headers: dict[str, str]
    query: dict[str, str]


@dataclass
class TlsProxy:
    """`answers` are given in order: status and body. `seen` are the requests so far."""

    url: str
    ca_file: Path
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)

    def will_answer(self, status: int, **body: Any) -> None:  # noqa: ANN401 - any JSON
        """Answer the next request so."""
        self.answers.append((status, json.dumps(body).encode()))


@contextmanager
def tls_proxy(folder: Path) -> Iterator[TlsProxy]:
    """Serve until the block ends."""
    authority = trustme.CA()
    ca_file = folder / "ca.pem"
    authority.cert_pem.write_to_path(ca_file)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    proxy = TlsProxy(f"http://127.0.0.1:{server.server_address[1]}", ca_file)
    server.RequestHandlerClass = _handler(proxy, authority)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(proxy: TlsProxy, authority: trustme.CA) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            self._host = self.path.partition(":")[0]
            self.send_response_only(200)
            self.end_headers()
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(self._host).configure_cert(context)
            try:
                self.connection = context.wrap_socket(self.connection, server_side=True)
            except ssl.SSLError:
                self.close_connection = True
                return
            self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb")
            self.handle_one_request()

        def do_POST(self) -> None:
            query = dict(parse_qsl(urlsplit(self.path).query))
            proxy.seen.append(Seen(self._host, {name.lower(): text for name, text in self.headers.items()}, query))
            status, body = proxy.answers.pop(0)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    return Handler
