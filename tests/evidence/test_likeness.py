import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inspect_app.evidence.likeness import bands, dhash, distance, signed
from tests.evidence.pictures import view

HASHES = st.integers(0, 2**64 - 1)


def test_the_hash_of_a_known_picture_never_changes() -> None:
    """Hashes are stored for years: this number is part of the contract."""
    steps = Image.frombytes("L", (9, 8), bytes((x * 37 + y * 101) % 256 for y in range(8) for x in range(9)))
    assert f"{dhash(steps):016x}" == "fdf7bffbdf7ef7bf"


def test_brighter_to_the_right_sets_every_bit_and_an_even_picture_none() -> None:
    assert dhash(Image.linear_gradient("L").rotate(90)) == 2**64 - 1
    assert dhash(Image.new("RGB", (90, 80), "grey")) == 0


def test_size_does_not_matter_and_content_does() -> None:
    assert distance(dhash(view()), dhash(view().resize((120, 90)))) <= 4
    assert distance(dhash(view()), dhash(view(seed=2))) >= 19


@pytest.mark.parametrize(("one", "other", "apart"), [(0, 0, 0), (0, 2**64 - 1, 64), (0b1011, 0b0010, 2)])
def test_distance_counts_the_bits_that_differ(one: int, other: int, apart: int) -> None:
    assert distance(one, other) == distance(other, one) == apart


@given(HASHES, HASHES)
def test_the_signed_form_fits_a_bigint_and_holds_the_same_bits(one: int, other: int) -> None:
    assert -(2**63) <= signed(one) < 2**63
    assert distance(one, signed(one)) == 0
    assert distance(signed(one), signed(other)) == distance(signed(one), other) == distance(one, other)


@given(HASHES)
def test_the_bands_put_together_are_the_hash(value: int) -> None:
    a, b, c, d = bands(value)
    assert max(a, b, c, d) < 2**16
    assert a << 48 | b << 32 | c << 16 | d == value


@given(HASHES, st.sets(st.integers(0, 63), max_size=7))
def test_hashes_up_to_seven_apart_share_a_band_but_for_one_bit(value: int, flipped: set[int]) -> None:
    other = value ^ sum(1 << bit for bit in flipped)
    nearest = min(distance(a, b) for a, b in zip(bands(value), bands(other), strict=True))
    assert nearest == 0 if len(flipped) <= 3 else nearest <= 1
