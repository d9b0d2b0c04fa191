"""Tell by their names the files and folders that hold no article of their own: temporary files, what belongs to a page
that a browser saved, the folders of programs."""

import fnmatch
import re
from collections.abc import Iterable

STALE_SECONDS = 86_400.0
"""Seconds after which a download that has not grown will not: a day."""
_BACKUPS = ("*~", "#*#")
_UNFINISHED = ("*.part", "*.partial", "*.crdownload", "*.download", "*.opdownload")
_TEMPORARY = (
    *("*.tmp", "*.temp", *_UNFINISHED, "*.swp", "*.swx"),
    *("~$*", ".#*", ".~lock.*#", ".goutputstream-*", ".syncthing.*", "~syncthing~*", ".*.??????"),
)
PAGES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx")
COMPANION = re.compile(
    r"(.+)(?:[_-]files|\.files|[_-]Dateien|_fichiers|_archivos|_arquivos|_ficheiros|_file|_bestanden|[_-]filer|_filer|_pliki"
    r"|_soubory|_elemei|_tiedostot|_dosyalar|_datoteke|_fajlovi|_fitxers|_fitxategiak|_failid|_fails|_bylos|_súbory"
    r"|_файлы|_файли|_文件|_檔案|_파일)\Z",
    re.IGNORECASE,
)
"""The folder that a browser saves beside "NAME.html", in the languages of browsers."""
OF_PROGRAMS = frozenset(
    (
        "node_modules", "bower_components", "__pycache__", "site-packages", "__macosx", "@eadir", "#recycle",
        "$recycle.bin", "system volume information", "lost+found",
    )
)  # fmt: skip
"""Folders that programs and systems make, in lower case."""
SYSTEM_FILES = frozenset(
    (".ds_store", "thumbs.db", "desktop.ini", ".directory", ".gitkeep", ".gitignore", ".localized")
)
"""Files that systems make, in lower case."""


def _compile_names(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(fnmatch.translate, names)))


_IS_BACKUP, _IS_UNFINISHED, _IS_TEMPORARY = map(_compile_names, (_BACKUPS, _UNFINISHED, _TEMPORARY))


def is_temporary(path: str) -> bool:
    """Tell whether a file's name is that of one which somebody is still writing."""
    name = path.rpartition("/")[2].lower()
    return _IS_TEMPORARY.match(name) is not None and not is_backup(path)


def is_backup(path: str) -> bool:
    """Tell whether a file's name is that of an editor's copy of the file before it was changed."""
    name = path.rpartition("/")[2].lower()
    return _IS_BACKUP.match(name) is not None and not name.startswith((".#", "~$", "."))


def is_abandoned(path: str, age: float) -> bool:
    """Tell whether a download of that age, in seconds, will never be whole."""
    return age > STALE_SECONDS and _IS_UNFINISHED.match(path.rpartition("/")[2].lower()) is not None


def is_of_the_system(path: str) -> bool:
    """Tell whether a file or folder was made by a system or program for itself, and nobody put it there."""
    name = path.rstrip("/").rpartition("/")[2].lower()
    return name.startswith(".") or name in SYSTEM_FILES or (path.endswith("/") and name in OF_PROGRAMS)


def explain_not_entered(name: str, pages: frozenset[str]) -> str | None:
    """Return why a folder is not looked into; ``pages`` are the names of the web pages beside it."""
    if name.startswith("."):
        return "a hidden folder; not looked into"
    if name.lower() in OF_PROGRAMS:
        return "a program's folder; not looked into"
    belongs = COMPANION.match(name)
    page = next((page for page in sorted(pages) if belongs and belongs[1] in (page, page.rpartition(".")[0])), None)
    return f"belongs to the page {page}; not looked into" if page else None


def find_pages(names: Iterable[str]) -> frozenset[str]:
    """Return the names of web pages among some names."""
    return frozenset(name for name in names if name.lower().endswith(PAGES))
