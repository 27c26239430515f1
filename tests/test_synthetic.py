"""The records that benchmarks are made of are valid, and differ."""

from __future__ import annotations

from itertools import islice

from onrecord.articles import to_document_line
from synthetic import articles, templates


def test_the_records_are_valid_and_have_ids_of_their_own(onrecord, tmp_path):
    records = list(articles(150))
    path = tmp_path / "synthetic.jsonl"
    path.write_bytes(b"".join(map(to_document_line, records)))
    result = onrecord("validate", path)
    assert (result.code, "150 records" in result.err) == (0, True), result.out
    assert len({record.id for record in records}) == 150


def test_two_of_one_article_differ_in_text_publisher_or_day_and_every_layer_has_something():
    period = len(templates())
    records = list(articles(3 * period))
    for first, second in zip(records, records[2 * period :], strict=False):
        assert (first.text, first.source, first.published) != (second.text, second.source, second.published)
    written = records[2:period]
    assert sum(bool(record.dates) for record in written) > len(written) / 2
    assert sum(bool(record.numbers) for record in written) > len(written) / 2


def test_the_same_seed_gives_the_same_records():
    assert list(articles(60)) == list(islice(articles(70), 60))
    assert list(articles(5)) != list(articles(5, seed=1))
