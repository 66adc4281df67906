// The members of a brief as fields of a form, in the order that people think of a job.

const options = (pairs) => Object.entries(pairs).map(([value, label]) => ({ value, label }));

const workplaces = options({ on_site: "On site", hybrid: "Hybrid", remote: "Remote" });
const employments = options({
  full_time: "Full-time",
  part_time: "Part-time",
  contract: "Contract",
  temporary: "Temporary",
  internship: "Internship",
  volunteer: "Volunteer",
  per_diem: "Per diem",
});
const periods = options({ hour: "an hour", day: "a day", week: "a week", month: "a month", year: "a year" });
const statements = (yes, no) => [
  { value: "", label: "Say nothing" },
  { value: true, label: yes },
  { value: false, label: no },
];
const gates = [
  { value: "", label: "Always make the ad" },
  { value: "law", label: "Refuse an ad that breaks a legal duty" },
  { value: "specific", label: "Refuse an ad without the essential facts" },
];

/**
 * A group has an id, a title and fields. A field has a pointer into the brief (RFC 6901), a label, a kind (role, level, text,
 * url, email, date, number, long, list, codes, choice, select, country, currency, template, places or pay), and may have a
 * hint, options, a width (half), attributes of its control, and more if it is out of sight until somebody wants more. The kinds places and pay are made of fields of their own.
 */
export function groups() {
  return [
    {
      id: "job",
      title: "The job",
      open: true,
      fields: [
        { pointer: "/role", label: "Role", kind: "role", hint: "Any title: “Sr. Golang dev”, “RN, ICU nights”", required: true },
        { pointer: "/level", label: "Level", kind: "level" },
        { pointer: "/title", more: true, label: "Title to show instead", kind: "text" },
      ],
    },
    {
      id: "company",
      title: "The company",
      open: true,
      fields: [
        { pointer: "/company/name", label: "Company", kind: "text", required: true, attributes: { autocomplete: "organization" } },
        { pointer: "/company/about", label: "About the company", kind: "long", hint: "Two or three sentences. **Bold**, lists and [links](https://…) work." },
        { pointer: "/company/website", more: true, label: "Website", kind: "url" },
        { pointer: "/company/industry", more: true, label: "Industry", kind: "text", width: "half" },
        { pointer: "/company/headcount", more: true, label: "People who work there", kind: "number", width: "half", attributes: { min: 1, step: 1 } },
        { pointer: "/company/logo", more: true, label: "Address of the logo", kind: "url", hint: "Search engines and boards show it." },
      ],
    },
    {
      id: "place",
      title: "Place and contract",
      open: true,
      fields: [
        { pointer: "/workplace", label: "Where the work is done", kind: "choice", options: workplaces },
        { pointer: "/places", label: "Places", kind: "places" },
        { pointer: "/remote_from", label: "Countries a remote hire may live in", kind: "codes", hint: "Codes such as DE, AT, US-CO" },
        { pointer: "/employment", label: "Contract", kind: "select", options: employments },
        { pointer: "/hours_per_week", more: true, label: "Hours a week", kind: "number", width: "half", attributes: { min: 0.5, step: 0.5 } },
        { pointer: "/start_date", more: true, label: "First day", kind: "date", width: "half" },
        { pointer: "/openings", more: true, label: "People wanted", kind: "number", width: "half", attributes: { min: 1, step: 1 } },
      ],
    },
    {
      id: "pay",
      title: "Pay and benefits",
      open: true,
      fields: [
        { pointer: "/pay", label: "Pay", kind: "pay" },
        { pointer: "/pay/note", more: true, label: "What else must be known of the pay", kind: "text" },
        { pointer: "/extra_pay", more: true, label: "Bonus, commission, equity", kind: "list" },
        { pointer: "/benefits", label: "Benefits", kind: "list" },
        { pointer: "/flexibility", more: true, label: "Flexibility", kind: "list" },
      ],
    },
    {
      id: "work",
      title: "The work",
      note: "Your lines come first, those of the catalog after them. Change or leave out a line of the catalog in the ad itself.",
      fields: [
        { pointer: "/reason", label: "Why this hire exists", kind: "long" },
        { pointer: "/responsibilities", label: "What the person will do", kind: "list" },
        { pointer: "/success", more: true, label: "What success looks like", kind: "list" },
        { pointer: "/must_have", label: "What they need", kind: "list" },
        { pointer: "/nice_to_have", more: true, label: "Nice to have", kind: "list" },
        { pointer: "/skills", label: "Skills by name", kind: "list" },
        { pointer: "/team", label: "Team", kind: "text", width: "half" },
        { pointer: "/reports_to", label: "Reports to", kind: "text", width: "half" },
        { pointer: "/omit", label: "Left out", kind: "omitted" },
      ],
    },
    {
      id: "apply",
      title: "Applying",
      fields: [
        { pointer: "/apply/url", label: "Link to apply", kind: "url" },
        { pointer: "/apply/email", label: "E-mail for applications", kind: "email" },
        { pointer: "/apply/contact", more: true, label: "Who answers questions", kind: "text" },
        { pointer: "/apply/deadline", label: "Last day to apply", kind: "date" },
        { pointer: "/reference", more: true, label: "Your reference", kind: "text", width: "half" },
        { pointer: "/process", label: "Steps of hiring, in order", kind: "list" },
      ],
    },
    {
      id: "law",
      title: "Layout and law",
      fields: [
        { pointer: "/template", label: "Layout", kind: "template" },
        { pointer: "/disclosures/existing_vacancy", label: "Is the job open now?", kind: "select", options: statements("Yes, the vacancy exists", "No, it is for later") },
        { pointer: "/disclosures/ai_screening", label: "Does software select people?", kind: "select", options: statements("Yes, AI screens or ranks", "No, people do") },
        { pointer: "/gate", more: true, label: "If something is missing", kind: "select", options: gates },
        { pointer: "/as_of", more: true, label: "The day the ad is for", kind: "date", hint: "Today, if you leave it empty" },
      ],
    },
  ];
}

/** The fields of one place. */
export function placeFields() {
  return [
    { member: "city", label: "City", kind: "text", width: "half" },
    { member: "country", label: "Country", kind: "country", width: "half" },
    { member: "region", label: "State or region", kind: "text", width: "half" },
    { member: "postal_code", label: "Postal code", kind: "text", width: "half" },
    { member: "street", label: "Street and number", kind: "text" },
  ];
}

/** The fields of pay beside its note. */
export function payFields() {
  return [
    { member: "min", label: "From", kind: "number", width: "half", attributes: { min: 0, step: "any" } },
    { member: "max", label: "To", kind: "number", width: "half", attributes: { min: 0, step: "any" } },
    { member: "currency", label: "Currency", kind: "currency", width: "half" },
    { member: "period", label: "Per", kind: "select", options: periods, width: "half" },
  ];
}

/** The sections of an ad in which the caller may have lines of their own, as members of the brief. */
export const ownSections = ["responsibilities", "success", "must_have", "nice_to_have", "skills"];

const countryCodes =
  "AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

const byLabel = (a, b) => a.label.localeCompare(b.label, "en");

/** Countries by their name in English, from the browser's own data. */
export function countries() {
  const names = new Intl.DisplayNames("en", { type: "region" });
  return countryCodes.split(" ").map((value) => ({ value, label: names.of(value) })).sort(byLabel);
}

/** Currencies that people are paid in most first, then all others by their code. */
export function currencies() {
  const names = new Intl.DisplayNames("en", { type: "currency" });
  const first = ["USD", "EUR", "GBP", "CAD", "AUD", "CHF", "SEK", "DKK", "NOK", "PLN", "INR"];
  const rest = Intl.supportedValuesOf("currency").filter((code) => !first.includes(code));
  return [...first, ...rest].map((value) => ({ value, label: `${value} · ${names.of(value)}` }));
}
