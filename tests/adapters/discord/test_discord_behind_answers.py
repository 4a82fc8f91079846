"""The buttons under an answer on Discord that say what stands behind it."""

import pytest


@pytest.mark.usefixtures("connector")
async def test_who_says_so_is_told_to_whoever_presses_alone(world, channel):
    asked = await world.run_command("when", at=channel, show="jessica-jones", season="2")
    sources = next(key for key in asked.message.buttons if key.startswith("sources:"))

    pressed = await world.press(asked.message, sources, by=world.person("malcolm"))

    assert asked.message.buttons[sources] == "Sources"
    assert pressed.is_private
    assert "For the release date of Jessica Jones season 2" in pressed.text


@pytest.mark.usefixtures("connector")
async def test_how_the_date_moved_is_told_to_whoever_presses_alone(world, channel):
    asked = await world.run_command("when", at=channel, show="jessica-jones", season="2")
    history = next(key for key in asked.message.buttons if key.startswith("history:"))

    pressed = await world.press(asked.message, history, by=world.person("malcolm"))

    assert asked.message.buttons[history] == "History"
    assert pressed.is_private
    assert "8 March 2018" in pressed.text


async def test_the_buttons_work_whichever_run_of_violet_sent_them(world, channel, make_connector):
    first = make_connector(world)
    await first.start()
    asked = await world.run_command("when", at=channel, show="jessica-jones", season="2")
    await first.stop()
    await make_connector(world).start()

    texts = [
        (await world.press(asked.message, key)).text
        for key in asked.message.buttons
        if key.startswith(("sources:", "history:"))
    ]

    assert len(texts) == 2
    assert all("Jessica Jones" in text for text in texts)


@pytest.mark.usefixtures("connector")
async def test_a_question_in_words_has_them_in_its_own_language(world, channel):
    said = await world.say(channel, "wann kommt jessica jones staffel 2 raus?", mention=True)
    answer = await world.answer_to(said)
    (history,) = (key for key in answer.buttons if key.startswith("history:"))

    pressed = await world.press(answer, history)

    assert history.startswith("history:de:")
    assert "8. März 2018" in pressed.text.replace("\\", "")


@pytest.mark.usefixtures("connector")
async def test_what_has_no_sources_offers_none(world, channel):
    asked = await world.run_command("when", at=channel, show="daredevil")

    assert not any(key.startswith("sources:") for key in asked.message.buttons)
