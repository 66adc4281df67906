// Asks the service and says kindly, in a place of the page, when that takes long or fails.
import { Latest, Unreachable } from "/assets/api.js";
import { announce, h } from "/assets/dom.js";

const patience = 1500; // milliseconds

/** One question at a time: a newer one overtakes the one before. */
export class Asking {
  #latest = new Latest();
  #place;
  #kept;
  #timer;

  /** Says what there is to say in the place; kept is a sentence on what is not lost when the service fails. */
  constructor(place, kept) {
    this.#place = place;
    this.#kept = kept;
  }

  /**
   * Calls call(signal). The result is null if it was overtaken or the service gave no answer; then again is what the
   * button to try again does. A Problem is thrown.
   */
  async ask(call, again) {
    const signal = this.stop();
    this.#timer = setTimeout(() => this.#say("Still working …"), patience);
    try {
      const answer = await call(signal);
      if (signal.aborted) return null;
      this.#done();
      return answer;
    } catch (error) {
      if (signal.aborted) return null;
      this.#done();
      if (!(error instanceof Unreachable)) throw error;
      const button = h("button", { type: "button", onclick: again }, "Try again");
      this.#say(`${error.message} ${this.#kept}`, button);
      return null;
    }
  }

  /** Gives up what is asked. */
  stop() {
    this.#done();
    return this.#latest.next();
  }

  #done() {
    clearTimeout(this.#timer);
    this.#place.replaceChildren();
  }

  #say(text, ...more) {
    this.#place.replaceChildren(h("p", {}, text), ...more);
    announce(text);
  }
}
