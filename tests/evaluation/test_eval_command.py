"""``article-bot eval`` as it is typed: what it prints, writes, refuses, and the code it exits with."""

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import ir_measures
import pytest
from ferry import CARS, GRETA, OAK, OPENED, QUESTIONS, REPLIES, SANK, cite, reply, write_set

from bot.article_bot import ArticleBot
from bot.evaluation import risk
from bot.evaluation.suggest import base_form
from corpus.errors import ArticleBotError
from corpus.question_sets import find_sets

HOSTILE = '</script><script>alert(1)</script> & <b> \u2028 \x1b[31m "q"'


@pytest.fixture
def sample(scripted, tmp_path):
    """The twelve questions on disk, and the bot that gives the twelve replies."""
    scripted.script = {r.question: r for r in REPLIES}
    return write_set(tmp_path, *QUESTIONS)


def test_the_table_shows_kinds_halves_intervals_and_calibration(sample, eval_command):
    code, out, err = eval_command(sample)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == ["Replies", "n", "right", "quote@1", "quote@3", "em", "f1", "section", "verbatim"]
    assert lines[1].split() == ["all", "12", "0.750", "0.750", "0.875", "0.455", "0.558", "1.000", "0.917"]
    assert lines[2].split()[0] == "47–91"  # Wilson's interval of 9 in 12
    for part in ("half:tune", "near_miss", "abst.prec", "recall@10", "ndcg@10", "p99 ms", "calibration error 0.364"):
        assert part in out


def test_the_real_bot_answers_a_set(tmp_path, eval_command):
    path = write_set(tmp_path, *QUESTIONS[:3])
    out = tmp_path / "p.jsonl"
    assert eval_command(path, "--predictions", out, "--threshold", "0")[0] == 0
    for line in out.read_text(encoding="utf-8").splitlines():
        prediction = json.loads(line)
        assert list(prediction) == ["id", "conversation", "question", "understood_as", "status", "answer", "text",
                                    "confidence", "citations"]  # fmt: skip
        article = find_sets([path])[0].article.text
        assert all(article[c["start"] : c["end"]] == c["quote"] for c in prediction["citations"])
    assert ArticleBot.load(path.with_suffix(".txt")).ranked("Which boat?", 2)


def test_turns_share_their_conversation_and_others_stand_alone(scripted, tmp_path, eval_command):
    turns = [("a", "tune"), ("a", "check"), (None, "check"), ("b", "tune"), ("a", "check")]
    talk = [
        {"id": str(i), "question": f"q{i}", "conversation": conversation, "answerable": False, "half": half}
        for i, (conversation, half) in enumerate(turns)
    ]
    path = write_set(tmp_path, *talk)
    assert eval_command(path)[0] == 0
    assert scripted.asked == [("q0", ""), ("q1", "q0"), ("q2", ""), ("q3", ""), ("q4", "q1")]
    scripted.asked.clear()
    _, out, _ = eval_command(path, "--half", "check")
    assert scripted.asked == [("q0", ""), ("q1", "q0"), ("q2", ""), ("q4", "q1")]  # q0 is asked, and not counted
    assert out.splitlines()[1].split()[:2] == ["all", "3"]


def test_the_threshold_reaches_the_bot(sample, scripted, eval_command):
    eval_command(sample, "--threshold", "0.25")
    assert scripted.threshold == 0.25


def test_floors_fail_with_the_reason(sample, eval_command):
    assert eval_command(sample, "--fail-under", "right=0.75", "--fail-under", "near_miss:abstained=0.5")[0] == 0
    code, _, err = eval_command(sample, "--fail-under", "right=0.95", "--fail-under", "half:tune:em=1")
    assert code == 1
    assert err.splitlines()[0].startswith("floor missed: right is 0.7500, below 0.95 (12 questions")
    assert "em of half:tune" in err
    assert eval_command(sample, "--fail-under", "poetry:right=0.5")[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [("--fail-under", "beauty=1"), ("--fail-under", "right=2"), ("--fail-under", "right"), ("--threshold", "x"),
     ("--target-risk", "0"), ("--suggest", "-3"), ("--half", "left"), ("--target-risk", "0.1", "--threshold", "0.2"),
     ("--compare", "/nowhere.jsonl"), ("--predictions", "/nowhere/p.jsonl"), ("/nowhere.jsonl",)],
)  # fmt: skip
def test_wrong_usage_exits_with_2(sample, arguments, eval_command):
    assert eval_command(*(() if arguments[0].startswith("/") else (sample,)), *arguments)[0] == 2


def test_an_output_never_overwrites_what_is_read(sample, eval_command):
    before = sample.read_bytes()
    assert eval_command(sample, "--predictions", sample)[0] == 2
    assert eval_command(sample, "--predictions", sample.with_suffix(".x"), "--squad", sample.with_suffix(".x"))[0] == 2
    assert sample.read_bytes() == before


def test_validate_lists_everything_and_asks_nothing(scripted, tmp_path, eval_command):
    path = write_set(tmp_path, {"id": "1", "question": "?", "evidence": ["not there"]}, {"id": "1", "question": "?"})
    code, out, _ = eval_command(path, "--validate")
    assert code == 2 and not scripted.asked
    assert "line 1: this evidence is not in the article" in out and "line 2: the id '1' stands on line 1" in out
    assert "line 2: nothing says what is right" in out
    assert out.splitlines()[-1] == "2 questions in 1 sets: 1 errors, 2 warnings"
    assert eval_command(path)[0] == 2


def test_predictions_hold_every_reply_in_order(sample, tmp_path, eval_command):
    out = tmp_path / "p.jsonl"
    eval_command(sample, "--predictions", out)
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert lines == [r.as_prediction(q["id"]) for q, r in zip(QUESTIONS, REPLIES, strict=True)]


def test_trec_files_give_trec_eval_the_same_figures(sample, tmp_path, eval_command):
    _, out, _ = eval_command(sample, "--trec", tmp_path / "t")
    qrels = list(ir_measures.read_trec_qrels(str(tmp_path / "t.qrels")))
    run = list(ir_measures.read_trec_run(str(tmp_path / "t.run")))
    measures = [ir_measures.parse_measure(m) for m in ("R@1", "R@3", "R@10", "RR@10", "nDCG@10")]
    theirs = ir_measures.calc_aggregate(measures, qrels, run)
    row = out[out.index("Retrieval") :].splitlines()[1].split()
    assert row[2:7] == [f"{theirs[m]:.3f}" for m in measures]


def test_squad_and_junit_say_what_was_wrong(sample, tmp_path, eval_command):
    squad, junit = tmp_path / "s.json", tmp_path / "j.xml"
    eval_command(sample, "--squad", squad, "--junit", junit)
    short = json.loads(squad.read_text(encoding="utf-8"))
    assert short["1"] == "4 May 1902" and short["7"] == "" and len(short) == 12
    (suite,) = ElementTree.parse(junit).getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("12", "3")
    failed = [case.get("name") for case in suite if case.find("failure") is not None]
    assert [name.split(":")[0] for name in failed] == ["4", "8", "11"]


def test_a_comparison_names_gains_and_losses_and_a_verdict(sample, scripted, tmp_path, eval_command):
    old = tmp_path / "old.jsonl"
    eval_command(sample, "--predictions", old)
    assert (
        "The same questions are right and wrong as before (12 compared)." in eval_command(sample, "--compare", old)[1]
    )
    scripted.script["Why of oak?"] = reply("Why of oak?", answer="iron was dear", citations=[cite(OAK, "Boats")])
    scripted.script["Hello!"] = reply("Hello!", answer="Greta", citations=[cite(GRETA)])
    _, out, _ = eval_command(sample, "--compare", old)
    assert "No difference is shown: 1 gained, 1 lost of 12, McNemar p = 1" in out
    assert "4: Why of oak?\n    old answered: oak was cheap\n    new answered: iron was dear" in out
    old.write_text("".join(f"{line}\n" for line in old.read_text(encoding="utf-8").splitlines()[:8]))
    assert "Left out, as the old predictions don't hold them: 4 questions." in eval_command(sample, "--compare", old)[1]
    old.write_text('{"id": "1", "status": "answered"}\n{"id": 2}\n')
    code, _, err = eval_command(sample, "--compare", old)
    assert code == 2 and "line 2: this is no prediction" in err


def test_many_gains_are_called_better(scripted, tmp_path, eval_command):
    path = write_set(tmp_path, *({"id": str(i), "question": f"q{i}", "answerable": False} for i in range(20)))
    old = tmp_path / "old.jsonl"
    scripted.script = {f"q{i}": reply(f"q{i}", answer="x", citations=[cite(CARS)]) for i in range(12)}
    eval_command(path, "--predictions", old)
    scripted.script = {}
    assert "Better: 12 gained, 0 lost of 20, McNemar p = 0.000488." in eval_command(path, "--compare", old)[1]


def test_the_report_is_one_file_in_which_text_stays_text(sample, scripted, tmp_path, eval_command):
    record = {"id": HOSTILE, "question": HOSTILE, "kind": HOSTILE, "answers": [HOSTILE], "note": HOSTILE}
    path = write_set(tmp_path, *QUESTIONS, record)
    scripted.script[HOSTILE] = reply(HOSTILE, answer=HOSTILE, citations=[cite(SANK)], text=HOSTILE)
    out, junit = tmp_path / "r.html", tmp_path / "r.xml"
    assert eval_command(path, "--report", out, "--junit", junit)[0] == 0
    page = out.read_text(encoding="utf-8")
    assert page.count("<script") == 2 and "alert(1)</script>" not in page and page.count("<svg") == 4
    assert "http" not in page.replace("http://www.w3.org/", "").replace("http-equiv", "")
    data = json.loads(page[page.index('id="data">') + 10 : page.index("</script>")])
    assert [q["right"] for q in data["questions"]] == sorted(q["right"] for q in data["questions"])
    (mine,) = (q for q in data["questions"] if q["id"] == HOSTILE)
    (shown,) = mine["citations"]
    assert data["sections"][shown["in"]]["text"][shown["from"] : shown["to"]] == SANK and mine["text"] == HOSTILE
    assert "\x1b" not in junit.read_text(encoding="utf-8") and ElementTree.parse(junit)


def test_a_report_of_one_question_is_a_report(sample, scripted, tmp_path, eval_command):
    path = write_set(tmp_path, {"id": "1", "question": "?", "answerable": False})
    assert eval_command(path, "--report", tmp_path / "r.html")[0] == 0


def test_a_missing_extra_is_named_before_anything_runs(sample, scripted, tmp_path, monkeypatch, eval_command):
    monkeypatch.setattr("bot.evaluation.plots.find_spec", lambda name: None)
    code, _, err = eval_command(sample, "--report", tmp_path / "r.html")
    assert code == 2 and "article-bot[report]" in err and not scripted.asked


def test_chat_mends_the_set_and_leaves_the_rest_as_it_was(sample, eval_command, monkeypatch):
    typed = iter(["a", "?", "c", "Greta", "not there", GRETA, "u", "offsets"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(typed))
    before = sample.read_text(encoding="utf-8").splitlines()
    code, out, _ = eval_command(sample, "--chat")
    after = sample.read_text(encoding="utf-8").splitlines()
    assert code == 0 and "3 questions changed." in out and "That is not in the article" in out
    changed = [json.loads(new) for old, new in zip(before, after, strict=True) if old != new]
    accepted, corrected, unfair = changed
    assert accepted["answers"] == ["iron was dear", "oak was cheap"] and accepted["must_not"] == []
    assert corrected["answerable"] and corrected["answers"] == ["Greta"] and corrected["sections"] == ["Boats"]
    assert unfair["unfair"] is True and unfair["note"] == "unfair: offsets"
    assert "the reply is right by this gold" in out


def test_chat_keeps_what_was_decided_when_the_input_ends(sample, eval_command, monkeypatch):
    typed = iter(["a"])

    def ask(prompt):
        for line in typed:
            return line
        raise EOFError

    monkeypatch.setattr("builtins.input", ask)
    assert "1 questions changed." in eval_command(sample, "--chat")[1]


def test_drafts_are_a_set_whose_gold_stands_in_the_article(sample, tmp_path, eval_command):
    code, out, err = eval_command("--article", sample.with_suffix(".txt"), "--suggest", "5")
    assert code == 0 and err.startswith("5 drafts")
    asked = {json.loads(line)["question"] for line in out.splitlines()}
    assert {"When was Moss Ferry opened?", "When was the ferry opened?", "What is the operator of Moss Ferry?"} <= asked
    (tmp_path / "d.jsonl").write_text(out)
    (found,) = find_sets([tmp_path / "d.jsonl"], sample.with_suffix(".txt"))
    assert len(found.questions) == 5 and not found.problems
    assert all(q.answers[0] in q.evidence[0] for q in found.questions)


@pytest.mark.parametrize(
    ("past", "base"),
    [("recognised", "recognise"), ("opened", "open"), ("carried", "carry"), ("stopped", "stop"), ("sent", "send"),
     ("established", "establish"), ("moved", "move"), ("joined", "join"), ("visited", "visit"), ("created", "create")],
)  # fmt: skip
def test_drafts_put_verbs_back_into_their_base_form(past, base):
    assert base_form(past) == base


def test_the_target_risk_threshold_keeps_its_promise():
    surest_right = [(1 - i / 400, i < 300) for i in range(400)]
    bound = risk.find_threshold(surest_right, 0.05)
    given = [right for confidence, right in surest_right if confidence >= bound.threshold]
    assert len(given) == bound.answered == 280 and bound.upper <= 0.05
    assert risk.find_threshold([(0.5, i % 2 == 0) for i in range(100)], 0.05).threshold is None
    assert risk.least_sample(0.05) == 59  # 0.95⁵⁹ = 0.0485
    with pytest.raises(ArticleBotError, match="needs at least 59 answers for a confidence of 95%; this set has 58"):
        risk.find_threshold([(0.9, True)] * 58, 0.05)


def test_the_target_risk_is_exceeded_no_more_often_than_stated():
    import random

    rng, exceeded, proved = random.Random(1), 0, 0
    for _ in range(200):
        drawn = [(c, rng.random() < 0.75 + 0.25 * c) for c in (rng.random() for _ in range(300))]
        threshold = risk.find_threshold(drawn, 0.1).threshold
        if threshold is not None:
            proved += 1
            exceeded += 1 - (0.75 + 0.25 * (1 + threshold) / 2) > 0.1  # the true risk above the threshold
    assert proved > 20 and exceeded <= 10


def test_the_target_risk_on_the_command_line(sample, scripted, tmp_path, eval_command):
    assert eval_command(sample, "--target-risk", "0.05")[0] == 2
    assert scripted.threshold == 0
    many = [{"id": str(i), "question": f"q{i}", "evidence": [SANK]} for i in range(120)]
    scripted.script = {q["question"]: reply(q["question"], answer="x", citations=[cite(SANK)]) for q in many}
    code, out, _ = eval_command(write_set(tmp_path, *many), "--target-risk", "0.05")
    assert code == 0 and "Target risk 5.0%: --threshold 0.9000. It rests on 120 of 120 answers, 0 of them wrong" in out
    scripted.script = {q["question"]: reply(q["question"], answer="x", citations=[cite(OPENED)]) for q in many}
    code, out, _ = eval_command(write_set(tmp_path, *many), "--target-risk", "0.05")
    assert code == 1 and "no threshold is proved" in out


def test_the_command_is_registered_without_heavy_imports():
    program = (
        "import sys, bot; before = set(sys.modules); import bot.evaluation.commands; print(*set(sys.modules) - before)"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "scipy", "matplotlib", "rich", "bot.evaluation.run"} & set(loaded)


def test_a_table_with_hostile_cells_is_shown_as_text(scripted, tmp_path, eval_command):
    out = io.StringIO()
    csv.writer(out).writerows([["question", "answerable"], [HOSTILE, "no"], ["=cmd|'/c calc'!A1", "no"]])
    write_set(tmp_path)
    path = tmp_path / "ferry.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    assert eval_command(path)[0] == 0
    assert [q for q, _ in scripted.asked] == [HOSTILE, "=cmd|'/c calc'!A1"]
