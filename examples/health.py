"""End a stream that stalls, and tell how long its longest silence was."""

from openrouter import OpenRouter, Timeout


def main() -> None:
    with OpenRouter(model="openai/gpt-5-mini", timeout=Timeout(idle=30)) as client:
        stream = client.stream("Write a short story about a robot.")
        for chunk in stream:
            print(chunk.text, end="", flush=True)
        print(f"\nthe longest silence: {stream.stats.largest_gap:.2f} s")


if __name__ == "__main__":
    main()
