"""Two people have the same form open: neither overwrites what he has not touched."""

from flask import Flask

from tests.web.fields.browser import form_over, sent_by, shown, typed

OPENED = {"members": 100, "nickname": "幸福里"}
CURRENT = {"members": 120, "nickname": "幸福里"}


def test_only_what_was_typed_counts_as_changed(application: Flask) -> None:
    with form_over(application, CURRENT, typed(application, OPENED, nickname="幸福")) as form:
        assert form.version == 3
        assert form.changed_values() == {"nickname": "幸福"}
        assert form.changed_by_others() == {"members": 120}
        assert form.conflicts() == {}


def test_what_was_not_touched_follows_when_the_form_catches_up(application: Flask) -> None:
    with form_over(application, CURRENT, typed(application, OPENED, nickname="幸福")) as form:
        form.catch_up()
        again = sent_by(form)
    assert (again["members"], again["nickname"]) == ("120", "幸福")
    with form_over(application, CURRENT, again) as form:
        assert form.changed_values() == {"nickname": "幸福"}
        assert form.changed_by_others() == {}


def test_what_both_changed_stays_as_typed_and_shows_the_other_value(application: Flask) -> None:
    with form_over(application, CURRENT, typed(application, OPENED, members="110")) as form:
        form.catch_up()
        assert form.conflicts() == {"members": 120}
        assert "他人已改为：120 人" in " ".join(shown(form).text_content().split())
        again = sent_by(form)
    with form_over(application, CURRENT, again) as form:
        assert form.changed_values() == {"members": 110}


def test_a_form_that_says_nonsense_about_its_opening_is_read_as_opened_now(application: Flask) -> None:
    for nonsense in ("{", "[]", '{"members": "x"}'):
        sent = typed(application, CURRENT, members="110", opened_values=nonsense)
        with form_over(application, CURRENT, sent) as form:
            assert form.changed_values() == {"members": 110}
