"""Choose a model by what it can do and what it costs, and see where it runs."""

from openrouter import OpenRouter


def main() -> None:
    with OpenRouter() as client:
        models = client.models.list(sort="pricing-low-to-high", supported_parameters=["tools"])
        for model in models.search(input_modalities="image", context=100_000, max_output_price=20):
            print(f"{model.id}: {model.context_length} tokens, {model.completion_per_million} dollars a million")

        where = client.models.endpoints("openai/gpt-5-mini")
        for endpoint in where.endpoints or []:
            print(f"  at {endpoint.provider_name} ({endpoint.tag}), up {endpoint.uptime_last_1d} % of the day")


if __name__ == "__main__":
    main()
