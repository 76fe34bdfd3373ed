"""Have an answer spoken, into a file that may be played while it comes."""

import asyncio

from openrouter import AsyncOpenRouter, AudioWriter


async def main() -> None:
    async with AsyncOpenRouter(model="openai/gpt-audio-mini") as client:
        stream = client.stream(
            "Tell me a joke.", modalities=["text", "audio"], audio={"voice": "alloy", "format": "pcm16"}
        )
        with AudioWriter("joke.wav") as file:
            async for event in stream.events():
                if event.type == "audio.delta":
                    file.write(event.data)
                    print(event.transcript, end="", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
