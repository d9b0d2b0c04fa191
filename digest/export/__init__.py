"""Write a briefing as a file that is no page. Equal editions give equal bytes."""

FORMS = {"epub": "", "docx": "docx", "pdf": "weasyprint"}
"""Each form of ``digest export --to`` with the module that the extra of its name brings; EPUB needs none."""
