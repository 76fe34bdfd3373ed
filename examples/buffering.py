"""Take an answer in larger pieces, in lines, in sentences, or at an even pace."""

from openrouter import OpenRouter

PROMPT = "Write a short story about a robot."


def main() -> None:
    with OpenRouter(model="openai/gpt-5-mini") as client:
        for piece in client.stream(PROMPT).text_stream.buffered(chars=100, seconds=0.2):
            print(piece, end="", flush=True)
        for line in client.stream(PROMPT).text_stream.lines():
            print("\n> " + line, end="")
        for sentence in client.stream(PROMPT).text_stream.sentences():
            print("\n* " + sentence, end="")
        for piece in client.stream(PROMPT).text_stream.smooth():
            print(piece, end="", flush=True)


if __name__ == "__main__":
    main()
