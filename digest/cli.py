"""Names the verbs; imports click alone until one runs."""


def main() -> None: ...
