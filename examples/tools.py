"""Let a model call functions of yours until it can answer."""

from openrouter import OpenRouter


def weather(city: str) -> dict[str, object]:
    """The weather in a city, whose name is in English."""
    return {"city": city, "temperature": 21}


def clock(zone: str = "UTC") -> str:
    """What time it is in a zone."""
    return f"12:00 in {zone}"


def main() -> None:
    with OpenRouter(model="openai/gpt-5-mini") as client:
        run = client.run_tools("How warm is it in Rome, and how late?", tools=[weather, clock])
        for event in run.events():
            if event.type == "content.delta":
                print(event.text, end="", flush=True)
            elif event.type == "tool.finished":
                print(event.call.name, dict(event.call.keywords), "->", event.text)
        print("\n", len(run.turns), "turns,", run.cost, "dollars")


if __name__ == "__main__":
    main()
