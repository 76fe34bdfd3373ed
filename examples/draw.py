"""Have a picture drawn, and save it."""

from openrouter import OpenRouter


def main() -> None:
    with OpenRouter(model="google/gemini-3-flash-image") as client:
        stream = client.stream(
            "Draw a robot that reads a book.",
            modalities=["image", "text"],
            image_config={"aspect_ratio": "16:9"},
        )
        for chunk in stream:
            print(chunk.text, end="", flush=True)
        for image in stream.response.images:
            print("\nsaved as", image.save("robot").name, "of", len(image.data), "bytes")


if __name__ == "__main__":
    main()
