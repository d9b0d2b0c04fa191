"""Write a briefing as a file that is no page: EPUB, DOCX, PDF. Equal editions give equal bytes."""
