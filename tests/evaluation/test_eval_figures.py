"""The figures: equal to an independent scorer's, to SQuAD's definitions, to ir-measures and to scipy."""

import math
import random

import ir_measures
import pytest
import scipy.stats
from ferry import ARTICLE, CARS, CONFIDENCE, FIGURES, GRETA, OPENED, QUESTIONS, REPLIES, SANK, cite, reply, write_set
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation import statistics
from bot.evaluation.calibration import Sure, calibration, risk_coverage
from bot.evaluation.judge import judge
from bot.evaluation.matching import QUOTE_LIMIT, exact_match, holds, quote_hits, token_f1
from bot.evaluation.predictions import Prediction
from bot.evaluation.ranking import Ranking, rank
from bot.evaluation.run import evaluate
from bot.evaluation.summary import summarise
from corpus.question_sets import find_sets
from corpus.questions import question_of
from corpus.reader import parse_article


def question(**fields):
    found, problems = question_of({"id": "1", "question": "?", "answerable": True, **fields}, "set", 1)
    assert not problems
    return found


def marks(q, answer):
    return judge(q, Prediction.of("1", answer), ARTICLE)


def test_the_sample_scores_as_an_independent_scorer_says(scripted, tmp_path):
    scripted.script = {r.question: r for r in REPLIES}
    summary = summarise(evaluate(find_sets([write_set(tmp_path, *QUESTIONS)])))
    for name, figures in FIGURES.items():
        group = summary.group(name)
        found = {measure: round(e.value, 4) for measure, e in group.measures.items()} | {"n": group.n}
        assert {m: found[m] for m in figures} == figures, name
    assert {name: round(getattr(summary.calibration, name), 4) for name in CONFIDENCE} == CONFIDENCE


@pytest.mark.parametrize(
    ("given_", "gold", "em", "f1"),
    [
        ("The Eiffel Tower!", "eiffel tower", 1, 1),
        ("in the 10th century", "10th century", 0, 0.8),  # 2 shared of 3 and 2
        ("a an the", "", 1, 1),
        ("", "Paris", 0, 0),
        ("Paris, France", "London", 0, 0),
        ("to be or to be", "to be", 0, 2 * 2 / (5 + 2)),
    ],
)
def test_exact_match_and_f1_are_squads(given_, gold, em, f1):
    assert exact_match(given_, gold) == em
    assert token_f1(given_, gold) == pytest.approx(f1)


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [("1,100 soldiers", "1100", True), ("11,000", "100", False), ("the “well-known” man", "well known", True),
     ("€2.3 million.", "€2.3 million", True), ("anything", "", False), ("Anna's", "anna’s", True)],
)  # fmt: skip
def test_a_gold_answer_is_found_as_whole_words_however_it_is_written(text, wanted, found):
    assert holds(text, wanted) is found


def test_a_quote_of_a_page_is_no_quote():
    assert quote_hits(OPENED, [OPENED], ["1902"])
    assert not quote_hits(OPENED + " x" * QUOTE_LIMIT, [OPENED], ["1902"])
    assert not quote_hits(f"{OPENED} {CARS} {SANK} {GRETA} {CARS} {SANK}", [GRETA], ["Greta"])


def test_small_talk_answers_only_what_it_is_fair_to():
    chat = reply("?", "chat", text="Hello")
    assert marks(question(answerable=False, kind="smalltalk"), chat)["right"] == 1
    assert marks(question(answerable=False, kind="near_miss"), chat)["right"] == 0


def test_a_right_string_far_down_the_reply_is_not_read():
    long = reply("?", answer="x", text="x " * 700 + "1902", citations=[cite(OPENED)])
    assert marks(question(kind="date", answers=["1902"], evidence=[OPENED]), long)["right"] == 0


def test_a_forbidden_value_makes_a_reply_wrong():
    q = question(kind="date", answers=["1902"], must_not=["1911"], evidence=[OPENED])
    assert marks(q, reply("?", answer="1902", citations=[cite(OPENED)]))["right"] == 1
    assert marks(q, reply("?", answer="1902; 1911", citations=[cite(OPENED)]))["right"] == 0


@given(st.lists(st.integers(0, 30), unique=True, max_size=10), st.sets(st.integers(0, 30), min_size=1, max_size=12))
def test_ranking_measures_equal_ir_measures(ids, gold):
    ours = Ranking(tuple(map(str, ids)), frozenset(map(str, gold))).marks()
    qrels = [ir_measures.Qrel("q", str(g), 1) for g in gold]
    run = [ir_measures.ScoredDoc("q", str(d), 1 / place) for place, d in enumerate(ids, 1)]
    names = {"recall@1": "R@1", "recall@3": "R@3", "recall@10": "R@10", "mrr": "RR@10", "ndcg@10": "nDCG@10"}
    parsed = {name: ir_measures.parse_measure(theirs) for name, theirs in names.items()}
    theirs = ir_measures.calc_aggregate(parsed.values(), qrels, run) if run else dict.fromkeys(parsed.values(), 0.0)
    for name, measure in parsed.items():
        assert ours[name] == pytest.approx(theirs[measure], abs=1e-9)


def test_a_gold_sentence_is_found_once_and_by_its_place():
    article = parse_article(ARTICLE)
    found = rank([cite(CARS), cite(OPENED), cite("opened on 4 May 1902"), cite(SANK)], [OPENED, SANK, "gone"], article)
    assert len(found.gold) == 2 and len(found.ids) == 4
    assert found.marks()["recall@3"] == 0.5
    assert found.marks()["mrr"] == 0.5
    assert found.marks()["ndcg@10"] == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / (1 + 1 / math.log2(3)))


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_and_binomial_bounds_equal_scipys(pair):
    k, n = pair
    result = scipy.stats.binomtest(k, n)
    interval = result.proportion_ci(0.95, "wilson")
    assert statistics.wilson(k, n) == pytest.approx((interval.low, interval.high), abs=1e-12)
    upper = scipy.stats.binomtest(k, n, alternative="less").proportion_ci(0.95, "exact").high
    assert statistics.binomial_upper(k, n) == pytest.approx(upper, abs=1e-9)
    assert statistics.binomial_cdf(k, n, 0.07) == pytest.approx(scipy.stats.binom.cdf(k, n, 0.07), abs=1e-12)


@given(st.integers(0, 200), st.integers(0, 200))
def test_mcnemar_equals_scipys_sign_test(gains, losses):
    expected = scipy.stats.binomtest(min(gains, losses), gains + losses).pvalue if gains + losses else 1.0
    assert statistics.mcnemar(gains, losses) == pytest.approx(min(1, expected), abs=1e-12)


def test_the_bootstrap_agrees_with_scipys_and_never_changes():
    rng = random.Random(7)
    values = [rng.random() ** 2 for _ in range(300)]
    ours = statistics.bootstrap_mean(values)
    theirs = scipy.stats.bootstrap(
        (values,), lambda x, axis: x.mean(axis=axis), method="percentile", n_resamples=4000, rng=1
    ).confidence_interval
    assert ours == pytest.approx((theirs.low, theirs.high), abs=0.005)
    assert ours == statistics.bootstrap_mean(values)
    differences = [v - 0.37 for v in values]
    t_test = scipy.stats.ttest_1samp(differences, 0).pvalue
    assert statistics.paired_bootstrap_p(differences) == pytest.approx(t_test, abs=0.05)
    assert statistics.paired_bootstrap_p([0.0] * 9) == 1.0


def test_auc_equals_scipys_u_statistic_and_calibration_is_what_a_hand_computes():
    rng = random.Random(3)
    replies = [Sure(round(rng.random(), 1), rng.random() < 0.6) for _ in range(200)]
    good = [r.confidence for r in replies if r.right]
    bad = [r.confidence for r in replies if not r.right]
    u = scipy.stats.mannwhitneyu(good, bad).statistic
    assert calibration(replies).auc == pytest.approx(u / len(good) / len(bad))
    two = calibration([Sure(0.92, True), Sure(0.98, False), Sure(0.1, False), Sure(1.0, True)])
    # bins 0.9–1.0: mean .9667, right .6667, weight 3/4; 0.1–0.2: .1 against 0, weight 1/4
    assert two.ece == pytest.approx(0.75 * (2.9 / 3 - 2 / 3) + 0.25 * 0.1)
    assert risk_coverage([Sure(0.9, True), Sure(0.5, False), Sure(0.5, True)]) == [(1 / 3, 0), (1, 1 / 3)]
    assert calibration([]) is None
