"""Stop a stream when the user presses Enter."""

import threading

from openrouter import OpenRouter, errors


def main() -> None:
    with OpenRouter(model="openai/gpt-5-mini") as client:
        stream = client.stream("Write a very long story.")

        def stop_on_enter() -> None:
            input("Press Enter to stop.\n")
            stream.cancel()  # from any thread, task, callback or signal handler

        threading.Thread(target=stop_on_enter, daemon=True).start()
        try:
            for chunk in stream:
                print(chunk.text, end="", flush=True)
        except errors.StreamCancelledError:
            print("\nstopped:", stream.status)


if __name__ == "__main__":
    main()
