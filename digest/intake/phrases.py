"""The phrases of boilerplate around an article, by language: whole short paragraphs, their openings, words inside.

To add a language: one entry in ``PHRASES`` with any of the kinds below; a language without one is judged by shape
alone. Phrases are patterns in lower case with straight apostrophes. No list decides on another language than its own;
``NAMES`` of services are the same everywhere.

kinds: ``heads`` of lists of other things; ``labels``: whole paragraphs that belong to the page, not to the article;
``starts``: openings of such; ``inside``: phrases of such; ``by``: what stands before an author; ``changed``: what
stands beside the date of a change; ``credit``: what stands beside a photographer; ``bio``: what is said of authors.
"""

import re
from functools import cache
from typing import NamedTuple

PHRASES: dict[str, dict[str, str]] = {
    "en": {
        "heads": (
            "more (?:in|from|about) [^.]{1,40}|next up in [^.]{1,40}"
            "|also in this section|in this section|related|related articles|related stories|related topics|related news"
            "|related posts|related content|related coverage|related roundup|related items|more news|more stories"
            "|more from|more in|more on this|more like this|most read|most popular|most viewed|most recent"
            "|most commented|trending|trending news|trending now|trending stories|popular|popular posts|popular stories"
            "|you may also like|you might also like|you may like|you might like|read next|up next|next up|next up in"
            "|recommended|recommended for you|recommended stories|recommended articles|editor's picks|editors' picks"
            "|editors picks|don't miss|also read|also on|see also|read also|latest news|latest stories|latest"
            "|latest headlines|top stories|top news|around the web|from the web|from our partners|promoted stories"
            "|sponsored|sponsored content|comments|leave a comment|leave a reply|post a comment|join the conversation"
            "|top rated comments|view comments|show comments|about the author|about the authors|author|tags|tags:"
            "|topics|filed under|filed under:|share this|share this story|share this article|sign up|newsletter"
            "|newsletters|subscribe|trending video|trending videos|must read|must reads|further reading"
            "|more on this topic|more on this story|in this article|in this story|stay connected|follow us"
            "|story timeline|previous article|next article|previous post|next post|previous|next|highlights|key points"
            "|key takeaways|contact|press contact|media contact|about us|advertisement|bulletin|recipe summary"
            "|print recipe|nutrition|recent posts|archives|categories|sources|references|footnotes|contributors|replies"
            "|discussion|what do you think?|have your say|your comments|news and events|things to do|what to read next"
        ),
        "labels": (
            "share|share:|save|print|email|e-mail|comment|comments|like|tweet|pin|pin it|home|menu|search|close|log in"
            "|login|sign in|register|subscribe now|sign up now|read more|read more:|continue reading|more|see more"
            "|show more|load more|view more|view all|see all|watch|watch live|live|watch now|play|play video|pause|mute"
            "|video|videos|photos|gallery|advertisement|ad|ads|skip ad|copy link|copied|link copied|enlarge|expand"
            "|caption|hide caption|toggle caption|back|back to top|top|skip to content|skip to main content"
            "|breaking news|exclusive|opinion|news|world|politics|business|sport|sports|entertainment|health|science"
            "|technology|tech|travel|culture|photo|image|file photo|file|loading|loading...|reply|report|follow"
            "|following|donate|privacy policy|terms of use|terms of service|cookie policy|contact us|about|help|faq"
            "|archive|prev|edit|original article|this story was updated"
        ),
        "starts": (
            "read more|this (?:report|story|article) (?:will be|was|has been) updated|follow |read also"
            "|also read|read:|related:|see also|watch:|watch |more:|click here|sign up"
            "|subscribe|follow us|share this|share on|get the|get our|download the|download our|like us|join our"
            "|join us on|tap here|tap to|click to|click on|photo:|photos:|video:|listen:|filed under|tags:|topics:"
            "|posted in|copyright|all rights|this article was originally|this story was originally"
            "|this article originally|this story originally|originally published|editor's note|correction:"
            "|as you comment|by clicking|by signing|by subscribing|by submitting|we use cookies|this site uses"
            "|this website uses|your email address|please enter|please check|thanks for|thank you for (?:sign|subscr"
            "|read)|to comment|you must be logged|log in to|sign in to|already a subscriber|subscribers can|you are now"
            "|support our|advertisement|sponsored by|story continues below|story continues after"
            "|article continues below|continue reading|scroll down|scroll for|see more|for more|got a tip|have a tip"
            "|contact the|send (?:tips|your)|a version of this (?:article|story)|image credit|main image|featured image"
            "|credit:|image:|picture:|caption:|source:|sources:|via |source |copyright |©|\\(c\\)|not a member"
            "|create an account|don't have an account|this post may contain|this post contains|your browser"
            "|enable javascript|please enable|this is a (?:developing|breaking)|this (?:article|story) first appeared"
            "|support (?:independent|quality) journalism|our journalism needs|tell us in the comments|get breaking news"
            "|you have [^.]{1,20} free (?:articles|stories)"
        ),
        "inside": (
            "newsletter|privacy policy|terms of (?:use|service)|cookies?|all rights reserved|may not be (?:published"
            "|reproduced|broadcast)|sign up (?:for|to)|subscribe (?:to|for|now|today)|click here|unsubscribe|your inbox"
            "|affiliate|first published|last (?:updated|modified)|facebook page|twitter page|instagram page|follow us"
            "|free trial|download the app|our app|log in|javascript|ad[- ]?blocker|opt[- ]in|user agreement"
            "|terms and conditions|terms & conditions|community guidelines|powered by|see our|respectful of other"
        ),
        "by": (
            "by|written by|words by|reported by|reporting by|story by|posted by|text by|author:|from our correspondent"
            "|compiled by"
        ),
        "changed": "updated|last modified|changed|revised|corrected",
        "credit": (
            "photo|photos|photo by|photograph|photograph by|photography|image|images|image by|image credit|photo credit"
            "|picture|picture by|courtesy|courtesy of|credit|file photo|file|pictured|illustration|illustration by"
            "|screenshot|screengrab|handout|pool|via"
        ),
        "bio": "is an? (?:[\\w'’-]+,? ){0,4}(?:reporter|writer|journalist|editor|correspondent|columnist|contributor"
        "|researcher|analyst|blogger|photographer|author|producer|fellow|historian|professor|lecturer|student"
        "|freelancer|intern|director|critic|consultant|founder|co-founder|novelist|presenter|broadcaster"
        "|executive)\\b|is the (?:[\\w'’-]+ ){0,4}(?:reporter|editor|correspondent|columnist|author|bureau chief"
        "|co-founder|founder|editor-in-chief|director) (?:of|at|for|in|based)|(?:covers"
        "|covering) (?:[\\w'’,-]+ ){0,6}\\w+|writes (?:about|on|for|a)|has (?:covered|been covering)"
        "|has been writing|has (?:written|reported) for|joined the (?:newsroom|paper|agency|team|staff|magazine"
        "|newspaper|company)|can be reached|you can reach|reach (?:him|her|them|\\w+) at"
        "|follow (?:\\w+ ){1,3}on (?:twitter|x|instagram|facebook|mastodon|bluesky|linkedin)|follow (?:him|her|them"
        "|me) |@\\w+|alum(?:ni|nus|na)\\b|graduate of|graduated from|studied at|holds an? (?:\\w+ ){0,3}(?:degree"
        "|phd|ma|master|bachelor)|is based in|based in|lives in|lives with|got a tip|have a tip|send (?:it|tips) to"
        "|email (?:him|her|them|me|\\w+) at|additional reporting|contributed to this (?:report|article|story)"
        "|podcast host|hosts the|our (?:man|woman|correspondent|reporter) in|special(?:ises|izes|ising|izing) in"
        "|her work has|his work has|their work has|work has appeared|award-winning|veteran (?:journalist|reporter"
        "|correspondent|editor)|has been with the|previously worked|prior to joining|before joining|started (?:his"
        "|her|their) career|born in|native (?:of|now)|former (?:reporter|editor|correspondent)|newsletter on"
        "|is the author of|author of|senior (?:editor|writer|reporter|correspondent|fellow|analyst)|staff writer"
        "|co-produced|views expressed|the author's own|writes the",
    },
    "de": {
        "heads": "mehr zum thema|zum thema|das könnte sie auch interessieren|das könnte dich auch interessieren"
        "|auch interessant|lesen sie auch|lesen sie mehr|weitere artikel|weitere themen|weitere nachrichten"
        "|weitere meldungen|ähnliche artikel|verwandte artikel|verwandte themen|meistgelesen"
        "|meistgelesen im ressort|meistgelesene artikel|meistkommentiert|empfohlen|empfehlungen|kommentare"
        "|kommentar schreiben|kommentar verfassen|schlagworte|schlagwörter|tags|themen|über den autor"
        "|über die autorin|zur person|newsletter|aktuelle nachrichten|neueste artikel|top-themen"
        "|themenrelevante nachrichten|kontakt|teilen|anzeige|mehr aus|mehr von|impressum|zur startseite"
        "|leserkommentare|artikel anzeigen",
        "labels": "teilen|drucken|merken|speichern|anzeige|werbung|startseite|suche|suchen|menü|anmelden|abmelden"
        "|registrieren|mehr|weiter|zurück|weiterlesen|mehr lesen|schließen|kommentar|kommentare|kommentieren|video"
        "|bilder|foto|bild|nach oben|datenschutz|impressum|kontakt|nutzungsbedingungen|agb|abo|abonnieren|hilfe"
        "|artikel drucken|empfehlen|versenden",
        "starts": (
            "lesen sie|mehr dazu|siehe auch|jetzt (?:abonnieren|anmelden|lesen|registrieren)|abonnieren|melden sie sich"
            "|folgen sie|hier klicken|klicken sie|foto:|bild:|quelle:|copyright|©|wir verwenden cookies|diese (?:seite"
            "|website) (?:verwendet|nutzt)|keine neuigkeiten|vielen dank|bitte (?:geben|aktivieren|melden)"
            "|sie haben (?:jetzt|die|noch)|materialien|mehr zum|zum artikel|lesezeit|ihr benutzerkonto|e-mail:|telefon"
        ),
        "inside": "newsletter|datenschutz|nutzungsbedingungen|cookie|alle rechte vorbehalten|abonnieren sie"
        "|melden sie sich an|kostenlos (?:testen|anmelden)|javascript|postfach|benutzerkonto",
        "by": "von|text von|text:|autor:|autorin:|ein kommentar von|ein gastbeitrag von|aus .{2,20} berichtet"
        "|geschrieben von",
        "changed": "aktualisiert|geändert|update",
        "credit": (
            "foto|fotos|bild|bilder|quelle|archivbild|archivfoto|symbolbild|symbolfoto|grafik|copyright|bildquelle"
            "|imago|dpa|picture alliance"
        ),
        "bio": "ist (?:\\w+ ){0,3}(?:redakteur|redakteurin|reporter|reporterin|journalist|journalistin|korrespondent"
        "|korrespondentin|autor|autorin|kolumnist|kolumnistin|professor|professorin|volontär|volontärin)\\b"
        "|berichtet (?:seit|über|aus)|schreibt (?:seit|über|für|als)|studierte|arbeitet (?:als|seit)|über den autor"
        "|über die autorin|leitet (?:das|die|den) |absolvent|geboren (?:in|19)",
    },
    "fr": {
        "heads": "lire aussi|à lire aussi|voir aussi|sur le même sujet|dans la même rubrique|articles liés"
        "|articles similaires|à lire également|à voir aussi|les plus lus|les plus partagés|recommandé"
        "|vous aimerez aussi|vos réactions|commentaires|réagir|tags|mots-clés|à propos de l'auteur|newsletter"
        "|dernières actualités|partager|plus d'articles|plus d'actualités|contact|nos dernières actualités"
        "|derniers articles|suivez-nous|thématiques",
        "labels": (
            "partager|imprimer|envoyer|enregistrer|accueil|menu|recherche|rechercher|connexion|s'inscrire|s'abonner"
            "|suivant|précédent|lire la suite|en savoir plus|voir plus|fermer|commentaires|commenter|vidéo|photo|photos"
            "|publicité|mentions légales|envoyer par mail|version imprimable|retour|haut de page|abonnez-vous"
            "|télécharger"
        ),
        "starts": (
            "lire aussi|à lire|voir aussi|lire la suite|abonnez-vous|inscrivez-vous|suivez-nous|cliquez|photo :|photo:"
            "|crédit|source :|copyright|©|nous utilisons des cookies|ce site utilise|recevez|partager sur|>>|via |merci"
            "|pour aller plus loin"
        ),
        "inside": "newsletter|mentions légales|politique de confidentialité|cookies|tous droits réservés|abonnez-vous"
        "|inscrivez-vous|conditions d'utilisation",
        "by": "par|de notre correspondant|de notre envoyé|propos recueillis par|texte de|écrit par|auteur :",
        "changed": "mis à jour|mise à jour|modifié",
        "credit": "photo|photos|crédit|crédits|crédit photo|image|illustration|©|légende",
        "bio": (
            "est (?:\\w+ ){0,3}(?:journaliste|rédacteur|rédactrice|correspondant|correspondante|reporter|auteur|autrice"
            "|chercheur|chercheuse|professeur|chroniqueur)\\b|couvre|écrit (?:sur|pour)|diplômée? de|travaille (?:à"
            "|pour|comme)|spécialiste d|à propos de l'auteur"
        ),
    },
    "es": {
        "heads": (
            "te puede interesar|le puede interesar|puede interesarte|también te puede interesar|lee también|lea también"
            "|lea además|noticias relacionadas|artículos relacionados|relacionados|relacionadas|relacionado"
            "|contenido relacionado|más noticias|más leídas|las más leídas|lo más leído|lo más visto|últimas noticias"
            "|lo último|recomendados|recomendadas|comentarios|deja un comentario|dejá tu comentario|etiquetas|temas"
            "|tags|sobre el autor|newsletter|compartir|en destaque|más señales en vivo|más información|archivado en"
            "|notas relacionadas|síguenos|destacados|mira también"
        ),
        "labels": (
            "compartir|imprimir|guardar|inicio|menú|buscar|cerrar|iniciar sesión|regístrate|suscríbete|suscribirse"
            "|leer más|ver más|más|video|videos|vídeo|fotos|foto|publicidad|anuncio|comentar|siguiente|anterior|volver"
            "|abrir|ver video|en vivo|vivo|ver todo|copiar enlace|contacto|enviar"
        ),
        "starts": (
            "lee también|lea también|le puede|te puede|leer más|lea más|ver también|suscríbete|suscribite|regístrate"
            "|síguenos|seguinos|sigue la|sigue nuestr|haz clic|haga clic|foto:|fotos:|crédito|fuente:|copyright|©"
            "|utilizamos cookies|este sitio|recibe|recibí|mirá|ver video|archivado en|noticias de .{3,40} en cualquier"
        ),
        "inside": "boletín|newsletter|política de privacidad|cookies|todos los derechos reservados|suscríbete"
        "|términos y condiciones|aviso legal|prohibida (?:su|la) reproducción",
        "by": "por|texto:|redacción|escrito por|autor:|agencia",
        "changed": "actualizado|actualizada|actualización|modificado",
        "credit": "foto|fotos|fotografía|fotografía de|imagen|crédito|créditos|cortesía|archivo|gentileza|efe|captura",
        "bio": (
            "es (?:una? )?(?:\\w+ ){0,2}(?:periodista|redactora?|corresponsal|reportera?|editora?|autora?|columnista"
            "|profesora?|investigadora?|escritora?)\\b|escribe (?:sobre|para|en)|cubre|licenciad[oa] (?:en|por)"
            "|egresad[oa]|sobre el autor|estudió"
        ),
    },
    "it": {
        "heads": (
            "leggi anche|potrebbe interessarti|ti potrebbe interessare|potrebbe interessarti anche|articoli correlati"
            "|correlati|notizie correlate|più letti|i più letti|ultime notizie|ultimi articoli|commenti"
            "|lascia un commento|tag|argomenti|sull'autore|newsletter|condividi|vedi anche|altri articoli|altre notizie"
            "|in evidenza|seguici|contatti"
        ),
        "labels": "condividi|stampa|salva|home|menu|cerca|chiudi|accedi|registrati|abbonati|iscriviti|leggi di più"
        "|leggi tutto|continua a leggere|altro|video|foto|pubblicità|commenta|successivo|precedente|torna su|invia"
        "|privacy",
        "starts": (
            "leggi anche|leggi tutto|vedi anche|iscriviti|abbonati|seguici|clicca|foto:|credit|fonte:|copyright|©"
            "|utilizziamo i cookie|questo sito|ricevi|guarda|photo by"
        ),
        "inside": (
            "newsletter|privacy policy|informativa|cookie|tutti i diritti riservati|riproduzione riservata|iscriviti"
            "|termini e condizioni|©"
        ),
        "by": "di|a cura di|testo di|scritto da|autore:|redazione|dal nostro inviato|dal nostro corrispondente",
        "changed": "aggiornato|aggiornamento|modificato",
        "credit": "foto|fotografia|immagine|crediti|credits|photo|fonte|ansa",
        "bio": (
            "è (?:una?|un')? ?(?:\\w+ ){0,2}(?:giornalista|redattore|redattrice|corrispondente|autore|autrice|reporter"
            "|ricercatore|ricercatrice|docente|scrittore|scrittrice)\\b|scrive (?:di|per|su)|si occupa di|collabora con"
            "|laureat[oa] in|nat[oa] a"
        ),
    },
    "pt": {
        "heads": (
            "leia também|veja também|leia mais|mais lidas|mais notícias|notícias relacionadas|artigos relacionados"
            "|relacionados|relacionadas|últimas notícias|recomendado|recomendados|comentários|deixe um comentário|tags"
            "|assuntos|tópicos|sobre o autor|newsletter|compartilhe|partilhar|saiba mais|mais sobre|destaques|siga-nos"
        ),
        "labels": (
            "compartilhar|partilhar|imprimir|salvar|início|menu|buscar|pesquisar|fechar|entrar|cadastre-se|assine"
            "|ler mais|leia mais|ver mais|vídeo|foto|fotos|publicidade|anúncio|comentar|próximo|anterior|voltar|enviar"
        ),
        "starts": (
            "leia também|leia mais|veja também|saiba mais|assine|cadastre-se|inscreva-se|siga|clique|foto:|crédito"
            "|fonte:|copyright|©|usamos cookies|utilizamos cookies|este site|receba|continua após|continua depois"
        ),
        "inside": "newsletter|política de privacidade|cookies|todos os direitos reservados|inscreva-se|termos de uso",
        "by": "por|texto:|da redação|redação|escrito por|autor:",
        "changed": "atualizado|atualizada|atualização|modificado",
        "credit": "foto|fotos|imagem|crédito|créditos|divulgação|reprodução|arquivo|fotografia",
        "bio": "é (?:uma? )?(?:\\w+ ){0,2}(?:jornalista|repórter|redatora?|correspondente|editora?|autora?|colunista"
        "|professora?|pesquisadora?|escritora?)\\b|escreve (?:sobre|para)|cobre|formad[oa] (?:em|pela)"
        "|sobre o autor|trabalha (?:como|no|na)",
    },
    "da": {"starts": "læs også|les også|læs mere|se også|hør også|tilmeld dig|følg os|klik her|©"},
    "no": {"starts": "les også|læs også|les mer|se også|hør også|meld deg på|følg oss|klikk her|©"},
    "sv": {"starts": "läs också|läs även|läs mer|se också|hör också|anmäl dig|följ oss|klicka här|©"},
    "nl": {
        "heads": (
            "lees ook|lees meer|lees verder|meer nieuws|meer over|gerelateerde artikelen|gerelateerd|meest gelezen"
            "|populair|reacties|reageer|tags|onderwerpen|over de auteur|nieuwsbrief|deel dit artikel|aanbevolen"
            "|bekijk ook|laatste nieuws|ook interessant|delen|contact"
        ),
        "labels": (
            "delen|deel|printen|opslaan|home|menu|zoeken|sluiten|inloggen|registreren|abonneren|meer|lees meer|video"
            "|foto|foto's|advertentie|reageren|volgende|vorige|terug"
        ),
        "starts": (
            "lees ook|lees meer|lees verder|bekijk ook|abonneer|meld je aan|schrijf je in|volg ons|klik hier|foto:"
            "|beeld:|bron:|copyright|©|wij gebruiken cookies|deze (?:site|website)|ontvang"
        ),
        "inside": "nieuwsbrief|privacybeleid|cookies|alle rechten voorbehouden|algemene voorwaarden|meld je aan",
        "by": "door|tekst:|auteur:|van onze|geschreven door|redactie",
        "changed": "bijgewerkt|geüpdatet|gewijzigd",
        "credit": "foto|foto's|beeld|bron|archieffoto|anp|illustratie",
        "bio": "is (?:\\w+ ){0,3}(?:journalist|redacteur|verslaggever|correspondent|auteur|columnist|onderzoeker"
        "|hoogleraar)\\b|schrijft (?:over|voor)|studeerde|werkt (?:als|sinds|bij)|over de auteur",
    },
    "pl": {
        "heads": (
            "czytaj także|czytaj też|czytaj również|zobacz także|zobacz też|zobacz również|przeczytaj także|powiązane"
            "|podobne artykuły|powiązane artykuły|najczęściej czytane|najnowsze|najpopularniejsze|polecane|polecamy"
            "|komentarze|dodaj komentarz|tagi|tagi:|tematy|o autorze|newsletter|udostępnij|więcej informacji"
            "|więcej informacji:|więcej na temat|więcej|kontakt|wasze komentarze"
        ),
        "labels": (
            "udostępnij|drukuj|zapisz|strona główna|menu|szukaj|zamknij|zaloguj|zaloguj się|zarejestruj|subskrybuj"
            "|czytaj więcej|więcej|wideo|zdjęcia|reklama|skomentuj|następny|poprzedni|wstecz|alert|rss"
        ),
        "starts": (
            "czytaj także|czytaj też|czytaj więcej|czytaj również|zobacz także|zobacz też|zobacz oferty|przeczytaj"
            "|zapisz się|subskrybuj|obserwuj|kliknij|fot\\.|zdjęcie:|źródło|copyright|©|używamy|ta strona|otrzymuj"
            "|materiał chroniony|szukasz|polub|wesprzyj"
        ),
        "inside": "newsletter|polityka prywatności|polityką prywatności|cookies|wszelkie prawa zastrzeżone|regulamin"
        "|zapisz się",
        "by": "autor:|tekst:|oprac\\.|opracował|opracowała|redakcja|napisał|napisała|rozmawiał|rozmawiała",
        "changed": "aktualizacja|zaktualizowano|zmieniono",
        "credit": "fot\\.|foto|zdjęcie|źródło|grafika|rys\\.|fot",
        "bio": (
            "(?:–|-|jest|to) (?:\\w+ ){0,2}(?:dziennikarz|dziennikarka|redaktor|redaktorka|korespondent|korespondentka"
            "|autor|autorka|publicysta|publicystka|ekspert|reporter|reporterka|analityk)\\b|absolwent(?:ka)?\\b"
            "|pisze (?:o|dla)|zajmuje się|studiował[a]?|o autorze|ukończył[a]?"
        ),
    },
    "ru": {
        "heads": (
            "читайте также|смотрите также|материалы по теме|по теме|похожие статьи|похожие материалы|похожие новости"
            "|самое читаемое|популярное|популярные статьи|рекомендуем|ещё по теме|еще по теме|комментарии"
            "|оставить комментарий|добавить комментарий|отзывы|добавить отзыв|теги|теги:|темы|об авторе|подписка"
            "|поделиться|последние новости|новости по теме|другие новости|ещё новости|главное|лента новостей"
            "|новости партнёров|новости партнеров|самые популярные диеты"
        ),
        "labels": "поделиться|печать|распечатать|сохранить|главная|меню|поиск|закрыть|войти|регистрация|подписаться"
        "|читать далее|читать дальше|подробнее|ещё|еще|видео|фото|реклама|комментировать|далее|назад|наверх"
        "|ответить|контакты|о нас",
        "starts": (
            "читайте также|читать далее|смотрите также|подпишитесь|подписывайтесь|следите за|нажмите|фото:|источник:|©"
            "|мы используем|на сайте|получайте|поделитесь|оцените|подробнее"
        ),
        "inside": "рассылк\\w{1,4}|политика конфиденциальности|cookie|все права защищены|подпишитесь"
        "|пользовательское соглашение|перепечатка",
        "by": "автор:|автор|текст:|текст|подготовил|подготовила|записал|записала|корреспондент",
        "changed": "обновлено|изменено",
        "credit": "фото|фотография|источник фото|иллюстрация|снимок|фото:|кадр",
        "bio": "(?:–|-|—) (?:\\w+ ){0,2}(?:журналист|журналистка|корреспондент|редактор|обозреватель|автор|колумнист"
        "|эксперт|аналитик)\\b|об авторе|пишет (?:о|об|про|для)|окончил[а]? |выпускни(?:к|ца)|специализируется",
    },
    "uk": {
        "heads": "читайте також|дивіться також|матеріали за темою|за темою|схожі статті|схожі новини|найпопулярніше"
        "|популярне|рекомендуємо|коментарі|додати коментар|теги|теги:|теми|про автора|поділитися|останні новини"
        "|новини за темою|інші новини|головне",
        "labels": (
            "поділитися|друк|зберегти|головна|меню|пошук|закрити|увійти|реєстрація|підписатися|читати далі|докладніше"
            "|ще|відео|фото|реклама|коментувати|далі|назад|нагору"
        ),
        "starts": (
            "читайте також|читати далі|дивіться також|підпишіться|підписуйтесь|стежте за|натисніть|фото:|джерело:|©"
            "|ми використовуємо|отримуйте|поділіться"
        ),
        "inside": "розсилк\\w{1,4}|політика конфіденційності|cookie|усі права захищені|всі права захищені|підпишіться",
        "by": "автор:|автор|текст:|підготував|підготувала",
        "changed": "оновлено|змінено",
        "credit": "фото|світлина|джерело|ілюстрація",
        "bio": (
            "(?:–|-|—) (?:\\w+ ){0,2}(?:журналіст|журналістка|кореспондент|кореспондентка|редактор|редакторка|оглядач"
            "|автор|авторка|експерт)\\b|про автора|пише (?:про|для)|закінчи(?:в|ла) |випускни(?:к|ця)"
        ),
    },
    "ar": {
        "heads": (
            "اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة|الأكثر قراءة|الأكثر مشاهدة"
            "|التعليقات|تعليقات|الوسوم|كلمات مفتاحية|شارك|المزيد|آخر الأخبار|قد يعجبك أيضا|عن الكاتب"
        ),
        "labels": (
            "شارك|مشاركة|طباعة|حفظ|الرئيسية|القائمة|بحث|إغلاق|تسجيل الدخول|اشترك|المزيد|فيديو|صور|إعلان|تعليق|التالي"
            "|السابق"
        ),
        "starts": "اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|شاهد أيضا|اشترك|تابعونا|تابعنا|انقر|اضغط|المصدر:|©|جميع الحقوق",
        "inside": "النشرة البريدية|سياسة الخصوصية|جميع الحقوق محفوظة|ملفات تعريف الارتباط|شروط الاستخدام",
        "by": "بقلم|كتب|كتبت|إعداد|تقرير",
        "changed": "آخر تحديث|تحديث",
        "credit": "صورة|تصوير|المصدر|أرشيف",
        "bio": "(?:صحفي|صحفية|كاتب|كاتبة|مراسل|مراسلة|محرر|محررة) |عن الكاتب",
    },
}  # fmt: skip

NAMES = (
    "facebook|twitter|x|instagram|whatsapp|telegram|linkedin|pinterest|reddit|youtube|flipboard|tumblr|email|e-mail"
    "|rss|tiktok|pocket|google\\+|google news|messenger|viber|vk|xing|threads|bluesky|mastodon|stumbleupon|blogger"
    "|mix|line|disqus|fb"
)
"""Services whose bare names are buttons in every language."""


class BoilerplatePhrases(NamedTuple):
    """The compiled phrases of one language; each pattern is tried on a lower-case paragraph."""

    heads: re.Pattern[str]
    labels: re.Pattern[str]
    starts: re.Pattern[str]
    inside: re.Pattern[str]
    by: re.Pattern[str]
    changed: re.Pattern[str]
    credit: re.Pattern[str]
    bio: re.Pattern[str]


NEVER = "(?!)"


@cache
def compile_phrases(language: str | None) -> BoilerplatePhrases:
    """Compile the phrases of a language; patterns that match nothing where it has no list."""
    own = PHRASES.get(language or "", {})

    def any_of(kind: str) -> str:
        return f"(?:{own[kind]})" if kind in own else NEVER

    return BoilerplatePhrases(
        heads=re.compile(rf"{any_of('heads')}(?: \(?\d+\)?)?[ :»>…]*\Z"),
        labels=re.compile(rf"(?:(?:{any_of('labels')}|{NAMES})[ :»>+|·/,]*){{1,8}}(?:\(?\d+\)?)?\Z"),
        starts=re.compile(rf"[>«\[(• ]*(?:{any_of('starts')})"),
        inside=re.compile(rf"(?<!\w){any_of('inside')}(?!\w)"),
        by=re.compile(rf"\(?{any_of('by')}(?:$|[ :])"),
        changed=re.compile(rf"\b{any_of('changed')}\b"),
        credit=re.compile(
            rf"(?:^|[\[(|/–—.] ?){any_of('credit')}(?: ?[:/|©]| by | via |$| \()|(?:{any_of('credit')})\)?$"
        ),
        bio=re.compile(rf"(?:^|[ ,.(]){any_of('bio')}"),
    )
