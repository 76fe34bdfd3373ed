"""Read one answer twice: its sentences for the screen, its events for the log."""

from openrouter import OpenRouter


def main() -> None:
    with OpenRouter(model="openai/gpt-5-mini") as client:
        screen, log = client.stream("Write a short story about a robot.").tee(2)
        for sentence in screen.text_stream.sentences():
            print(sentence, end="", flush=True)
        kinds = [event.type for event in log.events()]
        print(f"\n{kinds.count('content.delta')} pieces of text, {kinds.count('keepalive')} signs of life")


if __name__ == "__main__":
    main()
