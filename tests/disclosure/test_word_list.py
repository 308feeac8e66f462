"""What stands in a text is found, exactly, however the words are ordered and however long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.word_list import WordList, content, read

LETTERS = "甲乙丙AB𠮷"


def test_words_are_found_also_within_others_and_at_both_ends():
    words = WordList.of(["云渚纺织", "云渚纺织有限公司", "棠溪化工", "云渚"])
    assert words.within("云渚纺织有限公司") == {"云渚", "云渚纺织", "云渚纺织有限公司"}
    assert words.within("在棠溪化工") == {"棠溪化工"}
    assert words.within("棠溪化学") == set()


@pytest.mark.parametrize("text", ["", "甲"])
def test_a_text_shorter_than_any_word_holds_none(text):
    assert WordList.of(["甲乙"]).within(text) == set()


def test_an_empty_list_finds_nothing():
    assert WordList.of([]).within("甲乙丙") == set()
    assert WordList.of([""]).within("甲乙丙") == set()


def test_half_a_character_in_a_page_is_no_error():
    assert WordList.of(["甲乙"]).within("\ud842甲乙") == {"甲乙"}


def test_words_of_one_beginning_are_told_apart():
    words = WordList.of([f"云渚区第一机械厂{i}号" for i in range(500)])
    assert words.within("见云渚区第一机械厂77号。") == {"云渚区第一机械厂77号"}


def test_words_whose_hashes_are_equal_are_told_apart(monkeypatch):
    monkeypatch.setattr("analysis.disclosure.word_list.BASE", WordList.of(["甲"]).hashes[0] * 0)
    words = WordList.of(["甲丙", "乙丙", "丁丙"])  # base 0: the last letter alone decides
    assert len({*words.hashes.tolist()}) == 1
    assert words.within("戊丙乙丙") == {"乙丙"}


@given(st.lists(st.text(LETTERS, max_size=11), max_size=12), st.text(LETTERS, max_size=60))
def test_the_answer_is_that_of_a_plain_search(words, text):
    assert WordList.of(words).within(text) == {word for word in words if word and word in text}


@given(st.lists(st.lists(st.text(LETTERS, max_size=11), max_size=6), min_size=1, max_size=3))
def test_a_file_gives_the_lists_back(tmp_path_factory, lists):
    file = tmp_path_factory.mktemp("words") / "words.arrow"
    made = [WordList.of(words) for words in lists]
    file.write_bytes(content(made))
    for before, after in zip(made, read(file), strict=True):
        assert (after.length, after.words.to_pylist()) == (before.length, before.words.to_pylist())
        assert (after.hashes == before.hashes).all()
