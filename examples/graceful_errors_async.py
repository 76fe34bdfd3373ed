"""Tell the user what went wrong, kind by kind, and show what was delivered."""

import asyncio

from openrouter import AsyncOpenRouter, Timeout, errors


async def main() -> None:
    client = AsyncOpenRouter(model="openai/gpt-5-mini", timeout=Timeout(first_token=30, idle=20, total=300))
    async with client:
        stream = client.stream("Write a short story about a robot.")
        try:
            async for chunk in stream:
                print(chunk.text, end="", flush=True)
        except errors.RateLimitError as error:
            print("\ntoo many requests; come back in", error.retry_after, "s")
        except errors.APITimeoutError as error:
            print("\ntoo slow: the", error.clock, "time-out of", error.seconds, "s ran out")
        except errors.StreamError as error:
            print("\nthe answer broke off:", stream.status, "after", len(stream.text), "characters:", error)
        except errors.OpenRouterError as error:
            print("\nno answer:", error)


if __name__ == "__main__":
    asyncio.run(main())
