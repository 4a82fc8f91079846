"""Calendars in iCalendar, the format that every calendar program reads."""
