"""The walls of the house: who imports whom, what core must not touch, the parity of the fronts, the sizes of things."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import openrouter
from openrouter import aio, sync
from openrouter.aio import catalogue as aio_catalogue
from openrouter.aio import client as aio_client
from openrouter.aio import completions as aio_completions
from openrouter.aio import conversation as aio_conversation
from openrouter.aio import doors as aio_doors
from openrouter.aio import drive as aio_drive
from openrouter.aio import jobs as aio_jobs
from openrouter.aio import many as aio_many
from openrouter.aio import reading as aio_reading
from openrouter.aio import resources as aio_resources
from openrouter.aio import stream as aio_stream
from openrouter.aio import tee as aio_tee
from openrouter.aio import tools as aio_tools
from openrouter.aio import transport as aio_transport
from openrouter.aio import views as aio_views
from openrouter.aio import wire as aio_wire
from openrouter.sync import catalogue as sync_catalogue
from openrouter.sync import client as sync_client
from openrouter.sync import completions as sync_completions
from openrouter.sync import conversation as sync_conversation
from openrouter.sync import doors as sync_doors
from openrouter.sync import drive as sync_drive
from openrouter.sync import jobs as sync_jobs
from openrouter.sync import many as sync_many
from openrouter.sync import reading as sync_reading
from openrouter.sync import resources as sync_resources
from openrouter.sync import stream as sync_stream
from openrouter.sync import tee as sync_tee
from openrouter.sync import tools as sync_tools
from openrouter.sync import transport as sync_transport
from openrouter.sync import views as sync_views
from openrouter.sync import wire as sync_wire
from tests.parsing import parsed

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "openrouter"

ROOMS: dict[str, set[str]] = {
    "alone": set(),
    "printable": {"alone"},
    "errors": {"alone", "printable"},
    "jsontext": {"alone"},
    "environment": {"alone", "core", "errors"},
    "recording": {"alone", "core", "errors"},
    "structured": {"alone", "errors", "jsontext"},
    "media": {"alone", "errors"},
    "traits": {"alone", "errors", "jsontext", "media", "structured"},
    "limiter": {"alone", "core"},
    "budget": {"alone", "core"},
    "otel": {"alone", "core", "errors"},
    "models": {"alone", "errors", "traits"},
    "core": {"alone", "errors", "jsontext", "structured", "traits", "models"},
    "sync": {"alone", "errors", "traits", "models", "core", "environment", "recording", "budget"},
    "aio": {"alone", "errors", "traits", "models", "core", "environment", "recording", "budget"},
    "sse": {"alone", "core"},
    "testing": {"alone", "core", "sync", "aio"},  # only for mock streams, which load when asked for
    "cli": {"alone", "errors", "printable", "", "models"},
    "notebook": {"alone", "errors", "printable"},
    "__main__": {"alone", "cli"},
    "": {"alone", "errors", "models", "structured", "core", "sync", "aio", "sse", "testing", "notebook"},
}
"""What each room may import of the others; "" is `openrouter/__init__.py`. A change here is a change of the architecture."""

LIBRARIES: dict[str, set[str]] = {
    "errors": set(),
    "jsontext": {"orjson"},
    "environment": {"certifi"},
    "recording": {"attrs"},
    "limiter": {"attrs"},
    "budget": {"attrs"},
    "otel": {"attrs", "opentelemetry"},
    "alone": set(),
    "structured": {"attrs", "cattrs", "jiter"},
    "media": {"attrs"},
    "traits": {"attrs"},
    "models": {"attrs"},
    "core": {"attrs", "cattrs"},
    "sync": {"attrs", "requests", "urllib3"},
    "aio": {"attrs", "aiohttp"},
    "sse": set(),
    "testing": {"attrs", "pytest"},
    "printable": set(),
    "cli": {"attrs", "xllamacpp"},
    "notebook": {"attrs", "IPython", "markdown_it"},
    "__main__": set(),
    "": set(),
}
"""The libraries that each room may import."""

NO_IO = {
    "asyncio", "concurrent", "fcntl", "http", "multiprocessing", "os", "pathlib", "queue", "random", "select", "selectors", "shutil",
    "signal", "socket", "ssl", "subprocess", "tempfile", "threading", "time",
}  # fmt: skip
"""What core must not import: I/O, threads, and every clock or dice but those it is given."""

LOCKS = {"unread.py": {"threading"}}
"""Who has a lock, for objects that two threads may be the first to look at."""

VAGUE = re.compile(r"(^|_)(utils?|helpers?|base(?!_url)|misc|common|manager|handler|processor)(_|$)", re.IGNORECASE)


HOOKS = {"init_poolmanager", "proxy_manager_for"}
"""Names that a library gave to its hooks."""


def sources(*folders: str) -> list[Path]:
    """The hand-written Python files below some folders."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if "models" not in path.relative_to(ROOT).parts[:-1]]


def room_of(path: Path) -> str:
    """The room that a file of the package belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imports_of(path: Path, *, typing_too: bool) -> Iterator[tuple[str, str]]:
    """What a file imports, as ("own", room) and ("library", name); imports for type checkers only when asked for."""
    tree = parsed(path.read_text())
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for statement in node.body
        for inner in ast.walk(statement)
    }
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(tree):
        if id(node) in skipped and not typing_too:
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        elif isinstance(node, ast.ImportFrom) and node.level == depth:
            yield from (("own", (node.module or alias.name).split(".")[0]) for alias in node.names)
            continue
        else:
            continue
        for name in names:
            first, _, rest = name.partition(".")
            yield ("own", rest.split(".")[0]) if first == "openrouter" else ("library", first)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_stay_within_the_table(path: Path) -> None:
    """A room imports the rooms and the libraries that the table allows, and no other."""
    room = room_of(path)
    imported = set(imports_of(path, typing_too=False))
    rooms = {name for kind, name in imported if kind == "own"} - {room}
    libraries = {name for kind, name in imported if kind == "library"} - set(sys.stdlib_module_names)

    assert set() == rooms - ROOMS[room]
    assert set() == libraries - LIBRARIES[room]


@pytest.mark.parametrize("path", sources("openrouter/core"), ids=lambda path: path.name)
def test_core_does_no_io(path: Path) -> None:
    """Core imports nothing that reads, writes, waits, or knows the time."""
    imported = {name for kind, name in imports_of(path, typing_too=True) if kind == "library"}

    assert imported & NO_IO <= LOCKS.get(path.name, set())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import openrouter", {"requests", "urllib3", "aiohttp", "cattrs", "attr", "orjson", "asyncio"}),
        ("import openrouter; openrouter.OpenRouter", {"aiohttp", "cattrs", "asyncio"}),
        ("import openrouter; openrouter.AsyncOpenRouter", {"requests", "urllib3", "cattrs"}),
        ("import openrouter; openrouter.Accumulator", {"requests", "urllib3", "aiohttp", "cattrs", "asyncio"}),
    ],
)
def test_a_front_does_not_load_the_other(code: str, absent: set[str]) -> None:
    """Importing the package loads no library, and a front loads its own only."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}

    assert set() == loaded & absent


def public_members(cls: type) -> list[str]:
    """The public members that a class defines itself, in order, asynchronous names translated."""
    names = {"__aiter__": "__iter__", "__anext__": "__next__", "__aenter__": "__enter__", "__aexit__": "__exit__"}
    shown = [names.get(name, name) for name, value in vars(cls).items() if not inspect.ismemberdescriptor(value)]
    wanted = set(names.values()) | {"__init__", "__call__"}
    return [name for name in shown if not name.startswith("_") or name in wanted]


def signature_of(cls: type, name: str) -> list[tuple[str, str, str]]:
    """The parameters of a member: names, kinds, annotations and defaults, asynchronous types translated."""
    member = vars(cls).get(name)
    if member is None:
        member = vars(cls)[name.replace("__", "__a", 1)]
    if isinstance(member, property):
        member = member.fget
    member = getattr(member, "__func__", member)
    rows = []
    for parameter in inspect.signature(member).parameters.values():
        annotation = str(parameter.annotation).replace("Async", "").replace("aiohttp.Client", "requests.")
        rows.append((f"{parameter.name}:{annotation}", str(parameter.kind), repr(parameter.default)))
    return rows


PAIRS = [
    (sync_client.OpenRouter, aio_client.AsyncOpenRouter),
    (sync_stream.ChatStream, aio_stream.AsyncChatStream),
    (sync_reading.Reading, aio_reading.Reading),
    (sync_views.View, aio_views.AsyncView),
    (sync_tee.Branch, aio_tee.AsyncBranch),
    (sync_completions.Chat, aio_completions.Chat),
    (sync_completions.Completions, aio_completions.Completions),
    (sync_jobs.Jobs, aio_jobs.AsyncJobs),
    (sync_tools.ToolRun, aio_tools.AsyncToolRun),
    (sync_conversation.ChatSession, aio_conversation.AsyncChatSession),
    (sync_many.Results, aio_many.AsyncResults),
    (sync_many.LiveChunks, aio_many.AsyncLiveChunks),
    (sync_doors.ResourceDoors, aio_doors.ResourceDoors),
    (sync_catalogue.Models, aio_catalogue.Models),
    (sync_catalogue.Providers, aio_catalogue.Providers),
    (sync_resources.Generations, aio_resources.Generations),
    (sync_resources.CreditsResource, aio_resources.CreditsResource),
    (sync_resources.KeyResource, aio_resources.KeyResource),
    (sync_resources.Activity, aio_resources.Activity),
    (sync_resources.Embeddings, aio_resources.Embeddings),
    (sync_transport.Transport, aio_transport.Transport),
    (sync_drive.Drive, aio_drive.Drive),
    (sync_wire.Wire, aio_wire.Wire),
]


@pytest.mark.parametrize(("blocking", "asynchronous"), PAIRS, ids=lambda cls: cls.__name__)
def test_fronts_have_the_same_members(blocking: type, asynchronous: type) -> None:
    """Sync and async are letter for letter the same but for `async` and `await`, and in the same order."""
    assert public_members(blocking) == public_members(asynchronous)


@pytest.mark.parametrize(("blocking", "asynchronous"), PAIRS[:-2], ids=lambda cls: cls.__name__)
def test_fronts_have_the_same_signatures(blocking: type, asynchronous: type) -> None:
    """A method takes the same parameters, of the same types and defaults, in both fronts."""
    methods = [name for name in public_members(blocking) if inspect.isroutine(vars(blocking).get(name))]
    expected = {name: signature_of(blocking, name) for name in methods}

    assert expected == {name: signature_of(asynchronous, name) for name in methods}


def test_fronts_have_the_same_files() -> None:
    """A reader who knows one front finds everything in the other."""
    names = [sorted(path.name for path in Path(package.__path__[0]).glob("*.py")) for package in (sync, aio)]
    # A socket that blocks must be bounded, http.client be watched, and a loop that waits be woken.
    only_there = {"alarm.py", "chunked.py", "connecting.py", "gate.py", "sockets.py", "ticker.py"}

    assert [name for name in names[0] if name not in only_there] == [name for name in names[1] if name not in only_there]


def test_every_public_name_is_there() -> None:
    """`__all__` names what exists, and `dir()` shows it."""
    missing = [name for name in openrouter.__all__ if not hasattr(openrouter, name)]

    assert [] == missing
    assert set() == set(openrouter.__all__) - set(dir(openrouter))
    assert sorted(openrouter.__all__) == openrouter.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The lazy module refuses a name that it does not have, as any module does."""
    with pytest.raises(AttributeError, match="no attribute 'Client'"):
        _ = openrouter.Client  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda path: path.name)
def test_benchmarks_run_in_the_environment_of_each_peer(path: Path) -> None:
    """A module of the benchmark imports the standard library and its neighbours, but for those that name what they need."""
    imported: set[str] = set()
    for node in ast.walk(parsed(path.read_text())):
        if isinstance(node, ast.Import):
            imported.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            imported.add((node.module or "").partition(".")[0])
    needs = {"in_memory": {"openrouter"}, "plots": {"matplotlib"}, "server": {"trustme"}, "structs": {"msgspec"}}

    assert imported - set(sys.stdlib_module_names) <= needs.get(path.stem, set())


@pytest.mark.parametrize(
    "path", sources("openrouter", "codegen", "benchmarks"), ids=lambda path: str(path.relative_to(ROOT))
)
def test_modules_and_functions_are_small(path: Path) -> None:
    """A module fits 300 lines and a function 40: beyond that there is a second thing in it."""
    text = path.read_text()
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(parsed(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and body_lines(node) > 40
    ]

    assert [] == long
    assert text.count("\n") <= 300


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function's body without its docstring; a signature that is a table of options is not counted."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize(
    "path", sources("openrouter", "codegen", "benchmarks", "tests"), ids=lambda path: str(path.relative_to(ROOT))
)
def test_names_say_what_things_are(path: Path) -> None:
    """No module, class or function is called by a word that fits everything."""
    tree = parsed(path.read_text())
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}

    assert [] == [name for name in {path.stem, *defined} - HOOKS if VAGUE.search(name)]


@pytest.mark.parametrize(
    "path", sources("openrouter", "codegen", "benchmarks"), ids=lambda path: str(path.relative_to(ROOT))
)
def test_everything_public_has_a_docstring(path: Path) -> None:
    """A module and each public class and function in it says what its user gets."""
    tree = parsed(path.read_text())
    silent = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
        and not any("overload" in ast.unparse(decorator) for decorator in node.decorator_list)
        and not _documented_in_its_protocol(path, node.name)
    ]

    assert [] == silent
    assert ast.get_docstring(tree) is not None


def _documented_in_its_protocol(path: Path, name: str) -> bool:
    """Whether a method of `core/fold.py` has its docstring in the protocol that it fulfils."""
    return path.name == "fold.py" and f"def {name}(" in (PACKAGE / "traits" / "folding.py").read_text()


@pytest.mark.parametrize("path", sources("tests"), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_test_states_its_rule(path: Path) -> None:
    """A test has a docstring, and never sleeps to be right."""
    tree = parsed(path.read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    silent = [node.name for node in functions if node.name.startswith("test_") and ast.get_docstring(node) is None]
    naps = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "time.sleep"]

    assert [] == silent
    assert [] == naps


def test_nobody_catches_everything() -> None:
    """
    No `except Exception` in the package: a bug shall be seen. The fake server keeps what it catches and raises it at its end; what a
    tool of the caller's raises is told to the model or raised, as he asked.
    """
    broad = [
        str(path.relative_to(ROOT))
        for path in sources("openrouter", "codegen", "benchmarks")
        for node in ast.walk(parsed(path.read_text()))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) == "Exception")
    ]

    assert {"openrouter/testing/connection.py", "openrouter/core/tool_loop.py", "openrouter/aio/tools.py"} == set(broad)
