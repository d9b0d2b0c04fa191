"""Which language a text is in."""

import pytest

from digest.text.language import COMMON, SCRIPTS, detect_language
from digest.text.words import split_words

TEXTS = {
    "en": "The council said on Tuesday that it would not open the lock to the ships before the end of the winter.",
    "de": "Der Rat sagte am Dienstag, dass er die Schleuse nicht vor dem Ende des Winters für die Schiffe öffnen wird.",
    "fr": "Le conseil a dit mardi que les navires ne pourront pas passer par l’écluse avant la fin de l’hiver.",
    "es": "El consejo dijo el martes que los barcos no podrán pasar por la esclusa hasta el final del invierno.",
    "it": "Il consiglio ha detto che le navi non possono passare per la chiusa prima della fine dell’inverno.",
    "pt": "O conselho disse que os navios não podem passar pela eclusa até ao fim do inverno, mas não foi mais claro.",
    "nl": "De raad zei dinsdag dat de schepen niet voor het einde van de winter door de sluis kunnen worden gelaten.",
    "pl": "Rada powiedziała we wtorek, że statki nie będą mogły przejść przez śluzę, ale że jest to tylko na zimę.",
    "ru": "Совет сказал во вторник, что суда не смогут пройти через шлюз до конца зимы, но это было ещё не всё.",
    "uk": "Рада сказала у вівторок, що судна не зможуть пройти через шлюз до кінця зими, але це ще не все.",
    "ar": "قال المجلس إن السفن لن تمر من خلال القناة قبل نهاية الشتاء، وقال أن ذلك كان على كل حال",
    "el": "Το συμβούλιο είπε ότι τα πλοία δεν θα περάσουν πριν από το τέλος του χειμώνα.",
    "ja": "評議会は火曜日に、船は冬の終わりまで通れないと述べた。",
    "zh": "委员会星期二表示，冬季结束前船只不能通过。",
    "ko": "위원회는 화요일에 배가 겨울이 끝날 때까지 지나갈 수 없다고 말했다.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_is_enough(language: str) -> None:
    """The commonest words, or the script, tell the language of one sentence."""
    assert detect_language(split_words(TEXTS[language])) == language


@pytest.mark.parametrize("text", ["", "Port Alder", "12 34 56", "Viera Rockledge Titusville Melbourne Cocoa"])
def test_names_and_numbers_tell_nothing(text: str) -> None:
    """What has no common words is in no language."""
    assert detect_language(split_words(text)) is None


def test_every_language_is_known_once() -> None:
    """A language is told by its words or by its script, not by both."""
    assert not set(COMMON) & set(SCRIPTS)
    assert all(len(words) >= 20 for words in COMMON.values())
