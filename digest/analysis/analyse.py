"""One article -> its Analysis: sentences, context, rank, themes and terms, in this order."""

from itertools import chain

from digest.analysis.context import Context, read_contexts
from digest.analysis.credits import find_credits
from digest.analysis.kinds import tell_kind
from digest.analysis.lexicon import Matcher
from digest.analysis.ranking import rank
from digest.analysis.terms import count_terms
from digest.analysis.themes import ThemeExplanation, explain_decision, score_themes
from digest.config import Briefing
from digest.model import Analysis, Article, Assessment, Sentence
from digest.text.sentences import collapse, split
from digest.text.words import Tokens, hash_sample, tokenize


def analyse(article: Article, briefing: Briefing, matcher: Matcher) -> Analysis:
    """Return everything that later stages know of the article's text; the same article gives the same Analysis."""
    sentences, words, context = _read(article, briefing, matcher)
    ranks = rank(sentences, words, context, briefing.method, article.facts.known_language)
    by_sentence, themes = score_themes(article, sentences, words, context, matcher)
    assessments = tuple(
        [
            Assessment(
                rank=ranked.rank,
                score=ranked.score,
                why=ranked.why,
                passed_over=ranked.passed_over,
                needs=around.needs,
                speaker=around.speaker_line,
                answered=around.answered,
                background=around.background is not None,
                themes=scores,
                terms=tuple(dict.fromkeys(token.terms)),
            )
            for ranked, around, scores, token in zip(ranks, context, by_sentence, words, strict=True)
        ]
    )
    every_word = tuple(chain.from_iterable([token.words for token in words]))
    title = article.facts.title.value if article.facts.title else None
    found = tell_kind(article, sentences)
    return Analysis(
        article=article.id,
        kind=found.kind,
        kind_why=found.why,
        report=found.report,
        sentences=sentences,
        assessments=assessments,
        themes=themes,
        terms=count_terms(title, sentences, words, article.facts.known_language or briefing.language),
        fingerprint=hash_sample(every_word),
        words=len(every_word),
        credits=find_credits(article, sentences),
    )


def explain_themes(article: Article, briefing: Briefing, matcher: Matcher) -> ThemeExplanation:
    """Say why an article stands under its themes; ``analyse`` decides the same."""
    return explain_decision(article, *_read(article, briefing, matcher), matcher)


def _read(
    article: Article, briefing: Briefing, matcher: Matcher
) -> tuple[tuple[Sentence, ...], tuple[Tokens, ...], tuple[Context, ...]]:
    """Return the sentences with their words and contexts; words of an unknown language are stemmed as the desk's."""
    language = article.facts.known_language or briefing.language
    sentences = split_into_sentences(article)
    words = tuple([tokenize(sentence.text, language) for sentence in sentences])
    return sentences, words, read_contexts(article, sentences, words, matcher.countries)


def split_into_sentences(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of the body, in order; none runs over the end of its paragraph."""
    text = article.document.text
    language = article.facts.known_language
    return tuple(
        Sentence(start, end, collapse(text[start:end]), position)
        for position, paragraph in enumerate(article.paragraphs)
        if paragraph.role == "body"
        for start, end in split(text, paragraph.start, paragraph.end, language)
    )
