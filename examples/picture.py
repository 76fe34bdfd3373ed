"""Ask about a picture, a web address and a document in one message."""

from pathlib import Path

from openrouter import OpenRouter, attach
from openrouter.models import ChatMessage


def main() -> None:
    question = ChatMessage.user(
        "Which of these shows a cat, and what does the report say about it?",
        Path("cat.png"),
        attach("https://example.com/dog.jpg", detail="low"),
        Path("report.pdf"),
    )
    with OpenRouter(model="openai/gpt-5-mini") as client:
        stream = client.stream([question])
        for chunk in stream:
            print(chunk.text, end="", flush=True)

        history = [question, stream.response.message, ChatMessage.user("Are you sure?")]
        for chunk in client.stream([message for message in history if message]):
            print(chunk.text, end="", flush=True)


if __name__ == "__main__":
    main()
