"""What `Postponements` promises, held against the fake and against both databases."""

from fakes.tellings import at


async def test_what_was_put_off_stays_so_until_it_is_put_off_anew_or_may_be_tried(store):
    before = await store.postponements.until("one")
    await store.postponements.put_off("one", at())
    await store.postponements.put_off("one", at(seconds=60))
    await store.postponements.put_off("other", at())
    found = await store.postponements.until("one")
    await store.postponements.put_off("one", None)
    await store.postponements.put_off("never", None)

    assert before is None
    assert found == at(seconds=60)
    assert await store.postponements.until("one") is None
    assert await store.postponements.until("other") == at()
