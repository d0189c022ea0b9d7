"""Shared column types: what goes in comes out, digit for digit, on both databases."""

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, Table, create_engine, insert, select

from inspect_app.records.types import ExactJson, Tenths, UtcDateTime, digest, dump_exact

BEIJING = dt.timezone(dt.timedelta(hours=8))
TABLE = Table(
    "kept",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("moment", UtcDateTime),
    Column("content", ExactJson),
    Column("score", Tenths),
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    TABLE.create(engine)
    yield engine
    engine.dispose()


def stored(engine: Engine, **values: Any) -> Any:
    with engine.begin() as connection:
        connection.execute(insert(TABLE).values(**values))
        return connection.execute(select(TABLE)).one()


@pytest.mark.parametrize("digits", ["52.50", "0.1", "100", "1E+2", "99.9900000000000000000000001"])
def test_decimals_come_back_with_their_own_digits(engine: Engine, digits: str) -> None:
    content = stored(engine, content={"area": Decimal(digits)}).content
    assert content["area"] == Decimal(digits)
    assert dump_exact(content) == dump_exact({"area": Decimal(digits)})


def test_moments_come_back_as_the_same_moment_in_utc(engine: Engine) -> None:
    moment = dt.datetime(2013, 11, 20, 1, 30, 5, 123456, tzinfo=BEIJING)
    kept = stored(engine, moment=moment).moment
    assert kept == moment
    assert kept.tzinfo is dt.UTC


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(dt.datetime(2013, 11, 20), None)  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize("score", ["0.0", "60.0", "93.6", "100.0"])
def test_scores_keep_their_one_decimal(engine: Engine, score: str) -> None:
    kept = stored(engine, score=Decimal(score)).score
    assert str(kept) == score


def test_a_score_of_two_decimals_is_refused() -> None:
    with pytest.raises(ValueError, match="93\\.65"):
        Tenths().process_bind_param(Decimal("93.65"), None)


def test_equal_content_has_one_digest_whatever_the_order_and_after_a_round_trip(engine: Engine) -> None:
    content = {
        "b": [1, True, None, "中"],
        "a": {"day": dt.date(2013, 11, 20), "share": 0.7, "n": Decimal("1.50")},
    }
    kept = stored(engine, content=content).content
    assert digest(kept) == digest(content)
    assert digest({"a": content["a"], "b": content["b"]}) == digest(content)
    assert json.loads(dump_exact(content))["b"] == [1, True, None, "中"]


@pytest.mark.parametrize("value", [float("nan"), Decimal("Infinity")])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="not a number"):
        dump_exact(value)
