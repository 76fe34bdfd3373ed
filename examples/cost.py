"""Know what an answer may cost before asking for it, and what it did cost afterwards."""

from openrouter import OpenRouter

PROMPT = "Write a short story about a robot."


def main() -> None:
    with OpenRouter(model="openai/gpt-5-mini") as client:
        estimate = client.estimate(PROMPT, max_tokens=500)
        print(f"about {estimate.prompt_tokens} tokens of prompt; at most {estimate.high} dollars")
        if estimate.high is None or estimate.high > 1:
            return

        stream = client.stream(PROMPT, max_tokens=500)
        print(stream.get_final_text())
        print("by the last chunk:", stream.cost, "dollars")

        generation = client.generations.get(stream.generation_id, wait=True)
        print("by the books:", generation.total_cost, "dollars, at", generation.provider_name)


if __name__ == "__main__":
    main()
