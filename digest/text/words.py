"""Words, stems, counts and the fingerprint of a text: made once, used by every stage."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
