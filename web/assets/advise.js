// Advice on whom to hire: a form in plain questions, asked live, and the answer beside it.
import { Problem, ask } from "/assets/api.js";
import { answerOf, sentence } from "/assets/advise-answer.js";
import { Form } from "/assets/advise-form.js";
import { least } from "/assets/compare-address.js";
import { listed, titlesOf } from "/assets/roles.js";
import { Asking } from "/assets/compare-wait.js";
import { announce, byId, debounce, h, show } from "/assets/dom.js";
import { linkTo } from "/assets/link.js";

const pause = 350; // milliseconds without a key before a question

/** Starts the form; the result's between(columns) sets the candidates. */
export function startAdvice() {
  const place = byId("answer");
  const asking = new Asking(byId("advice-state"), "Your answers are kept, and nothing is lost.");
  let candidates = []; // roles, no two the same
  let undo = null; // what was told before a flip was applied
  const form = new Form(byId("need"), (typed) => {
    undo = null;
    return typed ? later() : advise();
  });

  /** Asks for advice if anything is told. A demand asks in any case, and moves the focus to the answer. */
  async function advise(demanded = false) {
    later.cancel();
    form.clearFaults();
    if (!demanded && !(candidates.length >= least ? form.told() : form.described())) return invite();
    if (!form.check()) {
      refused();
      return demanded && form.focusFault();
    }
    try {
      const told = { ...form.need(), ...(candidates.length >= least && { candidates: candidates.map((role) => role.slug) }) };
      const advised = await asking.ask((signal) => prepare(told, signal), () => advise(demanded));
      if (advised !== null) showAnswer(advised, demanded);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const rest = form.showFaults(error.errors);
      refused(rest.length > 0 || error.errors.length > 0 ? rest : [error.message]);
      if (demanded) form.focusFault();
    }
    return undefined;
  }
  const later = debounce(pause, advise);

  function invite() {
    asking.stop();
    const how = candidates.length >= least ? "Answer any question" : "Say in your own words what you need somebody for";
    put("", [h("p", { class: "invite soft" }, `${how}, and the advice appears here.`)]);
  }

  /** Shows an answer, and in a line at the foot of the form, which stays in view, what it comes to. */
  function put(live, elements) {
    byId("live").textContent = live;
    place.replaceChildren(...elements);
  }

  function refused(rest = []) {
    asking.stop();
    const text = "An answer needs a change before there can be advice.";
    put(text, [h("div", { class: "invite" }, h("p", {}, text), rest.map((detail) => h("p", { class: "fault" }, detail)))]);
    announce([text, ...rest].join(" "));
  }

  /** Asks, and gathers what the answer is shown with: the titles of its roles, and the ads that can be made. */
  async function prepare(told, signal) {
    const answer = await ask("/v1/advise", { body: told, signal });
    const slugs = [answer.verdict, ...answer.flips.map((flip) => flip.then)].flatMap((verdict) => verdict.roles ?? []);
    const titles = await titlesOf(slugs, candidates.map(({ slug, title }) => [slug, title]));
    const makes = await Promise.all(fitting(answer).map(async ({ title, brief }) => ({ title, href: await linkTo(brief) })));
    return { answer, titles, makes };
  }

  function showAnswer({ answer, titles, makes }, demanded) {
    const context = { titles, makes, many: candidates.length > 2, apply, focus: (pointer) => form.focus(pointer), undo };
    const verdict = `${sentence(answer, context)}.`;
    put(verdict, answerOf(answer, context));
    announce(verdict);
    if (demanded) show(byId("verdict"));
  }

  /** Applies a change that would change the verdict. */
  function apply({ pointer, value, if: text }) {
    const before = form.values();
    form.set(pointer, value);
    undo = { text, back: () => {
      form.restore(before);
      undo = null;
      advise(true);
    } };
    advise(true);
  }

  byId("need").addEventListener("submit", (event) => {
    event.preventDefault();
    advise(true);
  });
  byId("clear").addEventListener("click", () => {
    form.clear();
    undo = null;
    advise();
  });

  return {
    between(columns) {
      candidates = [...new Map(columns.map(({ role }) => [role.slug, role])).values()];
      byId("candidates").textContent = candidates.length >= least
        ? `Advice between ${listed(candidates.map((role) => role.title))}.`
        : "Say what you need somebody for, and the whole catalog is looked through. With two or more different roles above, the advice is between them.";
      advise();
    },
  };
}

/** The roles that an answer speaks for, each {title, brief}: its own first, then those that fit alike. */
function fitting({ brief, verdict, ranking }) {
  if (!brief) return [];
  const others = ranking.filter(({ role }) => role !== brief.role && verdict.roles?.includes(role));
  return [
    { title: verdict.title, brief },
    ...others.map(({ role, level, title }) => ({ title, brief: { ...brief, role, level } })),
  ];
}
