"""Show an answer while it comes, and keep the whole of it."""

from openrouter import OpenRouter


def main() -> None:
    with OpenRouter(model="openai/gpt-5-mini") as client:
        stream = client.stream("Write a short story about a robot.")
        for chunk in stream:
            print(chunk.text, end="", flush=True)
        print("\n", len(stream.text), "characters; the message:", stream.response.message)
        print(client.stream("And another.").get_final_text())  # or without showing it


if __name__ == "__main__":
    main()
