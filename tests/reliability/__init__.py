"""The rows of docs/reliability.md, each as a test that carries its number."""
