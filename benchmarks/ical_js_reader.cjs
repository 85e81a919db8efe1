// Reads iCalendar texts with ical.js (npm) and prints what it finds in them, as JSON.
//
// In: a JSON list of texts on standard input. Out: for each its events, with times as their clocks
// show them, and as seconds from 1970 by the VTIMEZONE of the file (null for times in no zone).

const ICAL = require("ical.js");

function clock(time) {
  const two = (number) => String(number).padStart(2, "0");
  const date = `${time.year}-${two(time.month)}-${two(time.day)}`;
  return time.isDate ? date : `${date} ${two(time.hour)}:${two(time.minute)}`;
}

function read(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const start = event.startDate;
    const own = component.getAllProperties().filter((one) => one.name.startsWith("x-"));
    return {
      uid: event.uid,
      start: clock(start),
      zone: component.getFirstProperty("dtstart").getParameter("tzid") ?? null,
      seconds: start.zone.tzid === "floating" ? null : start.toUnixTime(),
      minutes: event.duration.toSeconds() / 60,
      summary: event.summary,
      description: event.description,
      status: component.getFirstPropertyValue("status"),
      sequence: event.sequence,
      categories: component.getFirstProperty("categories")?.getValues() ?? [],
      stamp: component.getFirstPropertyValue("dtstamp").toString(),
      own: Object.fromEntries(own.map((one) => [one.name, one.getFirstValue()])),
    };
  });
}

const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(read)));
