"""Relay a stream to browsers with the standard library; a browser that leaves ends the stream, and what it costs."""

import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from openrouter import OpenRouter, errors

CLIENT = OpenRouter(model="openai/gpt-5-mini")


class Relay(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        with CLIENT.stream("Write a short story about a robot.") as stream:
            try:
                for text in stream.text_stream:
                    self.wfile.write(text.encode())  # raises when the browser has left, and `with` closes the stream
            except errors.OpenRouterError as error:
                self.wfile.write(f"\n[{error}]".encode())


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Relay)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/") as page:  # what a browser would see
        print(page.read().decode())
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    main()
