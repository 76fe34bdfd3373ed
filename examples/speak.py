"""Have an answer spoken, into a file that may be played while it comes."""

from openrouter import AudioWriter, OpenRouter


def main() -> None:
    with OpenRouter(model="openai/gpt-audio-mini") as client:
        stream = client.stream(
            "Tell me a joke.", modalities=["text", "audio"], audio={"voice": "alloy", "format": "pcm16"}
        )
        with AudioWriter("joke.wav") as file:
            for event in stream.events():
                if event.type == "audio.delta":
                    file.write(event.data)
                    print(event.transcript, end="", flush=True)


if __name__ == "__main__":
    main()
