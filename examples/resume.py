"""Survive interruptions: go on with an answer that broke off, and fetch the bill of one that stays broken."""

from openrouter import OpenRouter, Retry, errors


def main() -> None:
    with OpenRouter(model="openai/gpt-5-mini", retry=Retry(attempts=3)) as client:
        stream = client.stream("Write a short story about a robot.", resume=True)
        try:
            for chunk in stream:
                print(chunk.text, end="", flush=True)
            print("\n", stream.response.resumed or 0, "continuations")
        except errors.StreamError as error:
            print("\nbroke off for good:", error)
            generation = stream.fetch_generation()
            print("cost:", generation.total_cost, "dollars")


if __name__ == "__main__":
    main()
