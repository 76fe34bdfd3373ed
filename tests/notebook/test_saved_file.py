"""A notebook with an answer in it, saved, turned into a page by nbconvert, and opened in a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from openrouter.testing import FakeOpenRouter, Text

from .html_reading import ATTACKS, SCHEMES, read_html

pytestmark = pytest.mark.prove

EVIL = "\n\n".join([*ATTACKS.values(), *ATTACKS.values()])

CELLS = [
    "from openrouter import AsyncOpenRouter, OpenRouter\nfrom openrouter.notebook import show\n"
    "client, aclient = OpenRouter(base_url={url!r}), AsyncOpenRouter(base_url={url!r})",
    "show(client.stream('plain'))",
    "await show(aclient.stream('markdown'), markdown=True)",
    "stream = client.stream('error')\nstream.get_final_text()",
    "client.complete('value')",
]

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
browser = next(filter(None, map(shutil.which, BROWSERS)), None)
needs_browser = pytest.mark.skipif(browser is None, reason=f"needs a browser, one of {', '.join(BROWSERS)}")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A notebook whose cells were run by a kernel, as it is saved; the answers are full of attacks."""
    nbformat = pytest.importorskip("nbformat", reason="needs Jupyter: `pip install --group notebook`")
    from .kernel import environment

    folder = tmp_path_factory.mktemp("notebook")
    evil = Text(EVIL, reasoning=EVIL, model=EVIL, finish_reason=EVIL)
    with FakeOpenRouter(default=evil) as server:
        cells = [nbformat.v4.new_code_cell(cell.format(url=server.url)) for cell in CELLS]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "written.ipynb")
        run = [
            "nbconvert",
            "--to",
            "notebook",
            "--execute",
            "--allow-errors",
            "--output",
            "saved.ipynb",
            "written.ipynb",
        ]
        own = {**environment(folder), "JUPYTER_PREFER_ENV_PATH": "1"}  # the kernel of this Python, not the user's own
        done = subprocess.run(
            [sys.executable, "-m", *run], cwd=folder, env=own, capture_output=True, text=True, check=False
        )
    assert 0 == done.returncode, done.stderr
    return nbformat.read(folder / "saved.ipynb", as_version=4)  # type: ignore[no-any-return]


def page(notebook: dict[str, Any], template: str) -> str:
    """The HTML that nbconvert makes of a notebook; with the template `basic` it holds the cells alone."""
    from nbconvert import HTMLExporter

    return str(HTMLExporter(template_name=template).from_notebook_node(notebook)[0])


def test_each_answer_is_saved_whole(saved: dict[str, Any]) -> None:
    """The file has one output for each answer that was shown, with its end and not with its begin."""
    for number in (1, 2):
        [shown, value] = saved["cells"][number]["outputs"]
        assert ("display_data", "execute_result") == (shown["output_type"], value["output_type"])
        assert "[completed · " in shown["data"]["text/plain"]
        assert ATTACKS["script"] in read_html(shown["data"]["text/html"]).text


@pytest.mark.requirement(62)
def test_nothing_of_an_answer_becomes_an_element(saved: dict[str, Any]) -> None:
    """The outputs as nbconvert writes them hold no element, attribute or link but those of a text."""
    html = page(saved, "basic")
    elements = read_html(html).elements
    links = [attributes["href"] or "" for tag, attributes in elements if tag == "a"]

    assert {"script", "iframe", "img", "svg", "style", "form", "base", "meta"}.isdisjoint(tag for tag, _ in elements)
    assert {"details", "pre", "a"} <= {tag for tag, _ in elements}
    assert [] == [link for link in links if not link.lower().startswith(SCHEMES)]
    assert [] == re.findall(r"<[^>]*(?:\sonerror=|\sonload=|[\"']javascript:)[^>]*>", html, re.IGNORECASE)


@pytest.fixture
def opened(tmp_path: Path) -> Any:
    """What a browser makes of a page, once its scripts have run; it reaches no other machine."""

    def dump(html: str) -> str:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
        offline = ["--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=3000"]
        done = subprocess.run(
            [str(browser), *options, *offline, "--dump-dom", path.as_uri()], capture_output=True, text=True, check=True,
            timeout=120, encoding="utf-8",
        )  # fmt: skip
        return done.stdout

    return dump


@pytest.mark.requirement(62)
@needs_browser
@pytest.mark.skipif(sys.platform == "win32", reason="browsers are found by their Unix names")
def test_a_browser_runs_nothing(saved: dict[str, Any], opened: Any) -> None:
    """Opened in a browser none of the attacks has run, though that browser runs what stands in the same page outside of an answer."""
    html = page(saved, "lab")
    marked = html.replace("</body>", "<img src=x onerror='document.documentElement.dataset.alive = 1'></body>")
    dom = opened(marked)
    attacked = opened(html.replace("</body>", f"{ATTACKS['script']}</body>"))

    assert "data-alive" in dom.partition(">")[2][:2000]
    assert "data-owned" not in dom.partition("<body")[0]
    assert "data-owned" in attacked.partition("<body")[0]
    assert "Reasoning" in dom
