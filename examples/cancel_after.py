"""Stop a stream after some seconds, and keep what came."""

from openrouter import OpenRouter, errors


def main() -> None:
    with OpenRouter(model="openai/gpt-5-mini") as client:
        stream = client.stream("Write a very long story.").cancel_after(0.3)
        try:
            for chunk in stream:
                print(chunk.text, end="", flush=True)
        except errors.StreamCancelledError as error:
            print("\nstopped after", len(error.partial.text if error.partial else ""), "characters")


if __name__ == "__main__":
    main()
