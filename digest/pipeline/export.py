"""Export a stored edition: rendered anew, held against its sources, and written in another form."""

from collections.abc import Callable
from importlib import import_module
from uuid import NAMESPACE_OID, UUID, uuid5

from digest.config import Settings
from digest.errors import DigestError, VerificationError
from digest.export import FORMS
from digest.export.volume import Volume
from digest.model import Edition
from digest.pipeline.feed import LETTER, find_feed
from digest.publish.render import load_templates, render, render_letter
from digest.publish.verify import verify
from digest.store.store import Store


def export(settings: Settings, edition: Edition, store: Store, form: str) -> bytes:
    """Return an edition in one of ``FORMS``; DigestError where what writes it is not installed.

    VerificationError where a quote is not its source's, or its text was lost and nothing proves it.
    """
    write = _find_writer(form, settings)
    templates = load_templates(settings.own_templates)
    letter = render_letter(edition, {}, templates, address=settings.output.address, inside=True)
    page = render(edition, {}, templates)[f"{edition.date}.html"]
    complaints = verify(edition, {LETTER: letter, f"{edition.date}.html": page}, store.read_texts_of_edition(edition))
    if complaints:
        said = "\n".join(complaints)
        raise VerificationError(f"a sentence is not what its source says; nothing was exported:\n{said}")
    feed = find_feed(store)
    words = templates.words
    return write(
        Volume(
            id=uuid5(UUID(feed.id) if feed else NAMESPACE_OID, edition.date.isoformat()).urn,
            title=" ".join(edition.desk.split()),
            day=f"{words.weekday(edition.date)} {words.long_day(edition.date)}",
            contents=words.say("contents"),
            language=edition.language,
            made=edition.made,
            letter=letter.decode(),
            page=page.decode(),
        )
    )


def _find_writer(form: str, settings: Settings) -> Callable[[Volume], bytes]:
    """Load what writes a form; DigestError with the remedy where it is not installed."""
    try:
        if module := FORMS[form]:
            import_module(module)
    except ImportError as trouble:
        raise DigestError(
            f"{form.upper()} needs {trouble.name or module}, which is not installed:"
            f" pip install 'digest-briefing[{form}]'"
        ) from trouble
    except OSError as trouble:  # WeasyPrint's own way to say that a library of the system is missing
        raise DigestError(
            f"PDF needs the system's library Pango: apt install libpangoft2-1.0-0, or brew install pango ({trouble})"
        ) from trouble
    if form == "docx":
        from digest.export.word import write_docx  # noqa: PLC0415 - an extra

        return write_docx
    if form == "pdf":
        from digest.export.pdf import write_pdf  # noqa: PLC0415 - an extra

        return lambda volume: write_pdf(volume, address=settings.output.address)
    from digest.export.epub import write_epub  # noqa: PLC0415 - as the others

    return write_epub
