"""Print an answer while it is being written."""

from openrouter import OpenRouter


def main() -> None:
    with OpenRouter(model="openai/gpt-5-mini") as client:
        for chunk in client.stream("Write a short story about a robot."):
            print(chunk.text, end="", flush=True)


if __name__ == "__main__":
    main()
