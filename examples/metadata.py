"""Print an answer, then what is known of it: ids, model, provider, finish reason, tokens, cost, headers."""

from openrouter import OpenRouter


def main() -> None:
    with OpenRouter(model="openai/gpt-5-mini") as client:
        stream = client.stream("Write a short story about a robot.")
        for chunk in stream:
            print(chunk.text, end="", flush=True)
        print("\nid:", stream.id, "generation:", stream.generation_id, "request:", stream.request_id)
        print("model:", stream.model, "by", stream.provider)
        print("finish reason:", stream.finish_reason, "status:", stream.status)
        print("tokens:", stream.usage and stream.usage.total_tokens, "cost:", stream.cost)
        print("first token after", stream.stats.first_token_at, "s; headers:", dict(stream.headers))


if __name__ == "__main__":
    main()
