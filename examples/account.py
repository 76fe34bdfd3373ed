"""See what a key may spend, what the account has left, and what it was spent on."""

from openrouter import OpenRouter, errors


def main() -> None:
    with OpenRouter() as client:
        key = client.key.get()
        limit = "no limit" if key.limit is None else f"{key.limit_remaining} of {key.limit} dollars left"
        print(f"{key.label}: {key.usage_daily} dollars today, {limit}")
        try:
            print((client.credits.get()).remaining, "dollars of credit")
            for item in client.activity.list():
                print(f"{item.date} {item.model}: {item.requests} requests, {item.usage} dollars")
        except (errors.AuthenticationError, errors.PermissionDeniedError):
            print("credits and activity are told to management keys only")


if __name__ == "__main__":
    main()
