import psycopg
import pytest
from playwright.sync_api import Page
from sqlalchemy import create_engine, inspect, text

from tests.services.postgres import throwaway_server


def test_each_test_gets_an_empty_database_that_keeps_what_is_written(database_url: str) -> None:
    engine = create_engine(database_url)
    assert inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE station (name VARCHAR(20))"))
        connection.execute(text("INSERT INTO station VALUES ('幸福里工会服务站')"))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT name FROM station")) == "幸福里工会服务站"
    engine.dispose()


def test_a_database_server_is_gone_after_use() -> None:
    with throwaway_server() as url:
        address = url.replace("+psycopg", "")
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


def test_the_browser_shows_chinese_on_a_tablet(page: Page) -> None:
    page.set_content("<html lang=zh-CN><h1>工会服务站</h1></html>")
    assert page.get_by_role("heading", name="工会服务站").is_visible()
    assert page.evaluate("[navigator.language, innerWidth, innerHeight]") == ["zh-CN", 1024, 768]
