"""Streams in the cells of a notebook, which share one event loop that runs between them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter.testing import FakeOpenRouter, Gate, Hold, Text

if TYPE_CHECKING:
    from .kernel import Kernel

FIVE = Text("abcde", pieces=1)


def test_a_loop_at_the_top_of_a_cell(kernel: Kernel) -> None:
    """`async for` needs no function around it, and the answer is there in the next cell."""
    cell = kernel.run("stream = aclient.stream('hi')\nasync for text in stream.text_stream:\n    print(text, end='')")

    assert (None, "Hello, wörld!") == (cell.error, cell.printed)
    assert "'Hello, wörld!'" == kernel.run("stream.response.text").result


def test_a_plain_loop_at_the_top_of_a_cell(kernel: Kernel) -> None:
    """The blocking front works beside the loop that the kernel runs."""
    cell = kernel.run("for text in client.stream('hi').text_stream:\n    print(text, end='')")

    assert (None, "Hello, wörld!") == (cell.error, cell.printed)


def test_streams_of_two_cells_at_once(kernel: Kernel, server: FakeOpenRouter) -> None:
    """One cell's stream goes on in the background while another cell reads its own to the end."""
    gate = Gate()
    server.answer(Hold(FIVE, gate, after_events=3))

    begun = "while slow.text != 'abc':\n    await asyncio.sleep(0)"
    first = kernel.run(f"slow = aclient.stream('one')\ntask = asyncio.create_task(slow.get_final_text())\n{begun}")
    assert None is first.error
    second = kernel.run("quick = aclient.stream('two')\nprint(await quick.get_final_text(), slow.status, slow.text)")
    gate.open()
    third = kernel.run("print(await task, slow.status)")

    assert "Hello, wörld! streaming abc\n" == second.printed
    assert "abcde completed\n" == third.printed


def test_stopping_a_cell_leaves_the_stream_of_another(kernel: Kernel, server: FakeOpenRouter) -> None:
    """The stop button ends the cell that runs, and not what an earlier cell left in the background."""
    gates = [Gate(), Gate()]
    server.answer(*(Hold(FIVE, gate, after_events=3) for gate in gates))

    assert None is kernel.run("first = aclient.stream('one')\ntask = asyncio.create_task(first.get_final_text())").error
    assert gates[0].wait_reached()
    cell = kernel.start("second = aclient.stream('two')\nasync for chunk in second:\n    print(chunk.text, end='')")
    kernel.wait_printed(cell, "abc")
    kernel.press_stop()
    kernel.end_of(cell)
    gates[0].open()

    assert "abcde completed cancelled\n" == kernel.run("print(await task, first.status, second.status)").printed


def test_a_stream_that_nobody_ended_is_let_go(kernel: Kernel, server: FakeOpenRouter) -> None:
    """A stream that its cell drops in the middle closes its connection, with a warning in the cell."""
    gate = Gate()
    server.answer(Hold(FIVE, gate, after_events=3))

    cell = kernel.run(
        "import warnings\nwarnings.simplefilter('always', ResourceWarning)\n"
        "for text in client.stream('hi').text_stream:\n    break\n"
    )

    assert (None, True) == (cell.error, "dropped before its end" in cell.printed)
    assert server.requests[0].client_closed.wait(10)
