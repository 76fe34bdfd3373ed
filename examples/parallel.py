"""Ask several questions at once, and print the answers in order."""

from openrouter import OpenRouter

QUESTIONS = ["Name a colour.", "Name a fruit.", "Name a river."]


def main() -> None:
    client = OpenRouter(model="openai/gpt-5-mini")
    with client, client.map(QUESTIONS, max_concurrency=3) as results:
        for result in results:
            print(result.request, "->", result.text if result.ok else f"failed: {result.error}")


if __name__ == "__main__":
    main()
