// Which of a function's locals are still needed after each call: one walk backwards through its instructions, repeated until
// what is needed where loops begin does not grow any more.
import { op } from './wasm_code.mjs';

/** A set of small numbers. */
export class NumberSet {
  constructor(size) {
    this.words = new Uint32Array((size + 31) >> 5);
  }

  copy() {
    const other = new NumberSet(0);
    other.words = this.words.slice();
    return other;
  }

  add(n) {
    this.words[n >> 5] |= 1 << (n & 31);
  }

  remove(n) {
    this.words[n >> 5] &= ~(1 << (n & 31));
  }

  /** Whether it grew. */
  add_all(other) {
    let grew = false;
    for (let i = 0; i < this.words.length; ++i) {
      const all = this.words[i] | other.words[i];
      grew ||= all >>> 0 !== this.words[i];
      this.words[i] = all;
    }
    return grew;
  }

  list() {
    const all = [];
    this.words.forEach((word, i) => {
      for (let bit = 0; bit < 32; ++bit) if ((word >>> bit) & 1) all.push(32 * i + bit);
    });
    return all;
  }
}

/** The end of a construct -> where it begins; -1 for that of the function. */
function constructs(list) {
  const begin_of = new Map();
  const open = [];
  list.forEach(({ op: code }, i) => {
    if (code === op.block || code === op.loop || code === op.if || code === op.try) open.push(i);
    if (code === op.end || code === op.delegate) begin_of.set(i, open.length > 0 ? open.pop() : -1);
  });
  return begin_of;
}

class Walk {
  constructor(list, locals) {
    this.list = list;
    this.locals = locals;
    this.begin_of = constructs(list);
    this.at_loop = new Map();  // needed where it begins
    this.after = new Map();    // call -> needed after it
  }

  none() {
    return new NumberSet(this.locals);
  }

  run() {
    do this.grew = false, this.once();
    while (this.grew);
    return this.after;
  }

  once() {
    this.open = [];  // constructs around the place, outermost first
    this.live = this.none();
    for (let i = this.list.length - 1; i >= 0; --i) this.step(this.list[i], i);
  }

  at_label(depth) {
    const label = this.open[this.open.length - 1 - depth];
    return label ? label.live : this.none();
  }

  /** Where an exception may go from here: to any clause of any construct around it. */
  add_handlers(to) {
    for (const { handlers } of this.open) if (handlers) to.add_all(handlers);
  }

  step(instruction, i) {
    const { op: code, index, more } = instruction;
    switch (code) {
      case op.end: case op.delegate: return this.enter(i);
      case op.block: case op.if: case op.loop: case op.try: return this.leave(code, i);
      case op.else: case op.catch: case op.catch_all: return this.next_part(code);
      case op.local_get: return this.live.add(index);
      case op.local_set: case op.local_tee: return this.live.remove(index);
      case op.br: this.live = this.at_label(index).copy(); return;
      case op.br_if: this.live.add_all(this.at_label(index)); return;
      case op.br_table:
        this.live = this.none();
        for (const depth of more) this.live.add_all(this.at_label(depth));
        return;
      case op.return: case op.unreachable: this.live = this.none(); return;
      case op.throw: case op.rethrow:
        this.live = this.none();
        return this.add_handlers(this.live);
      case op.call: case op.call_indirect:
        this.add_handlers(this.live);
        this.after.set(i, this.live.copy());
        return;
      default:
    }
  }

  /** At the end of a construct, which is where its label is unless it is a loop. */
  enter(i) {
    const begin = this.begin_of.get(i);
    const kind = begin < 0 ? op.block : this.list[begin].op;
    const after = this.live.copy();
    const is_try = kind === op.try && this.list[i].op === op.end;
    const label = kind === op.loop ? this.at_loop.get(begin) ?? this.none() : after;
    this.open.push({ live: label, after, other_part: null, handlers: is_try ? this.none() : null });
  }

  /** What comes before an `else` or a clause goes on after the construct. */
  next_part(code) {
    const construct = this.open.at(-1);
    if (code === op.else) construct.other_part = this.live;
    else construct.handlers.add_all(this.live);
    this.live = construct.after.copy();
  }

  leave(code, i) {
    const { after, other_part } = this.open.pop();
    if (code === op.if) this.live.add_all(other_part ?? after);
    if (code !== op.loop) return;
    if (!this.at_loop.has(i)) this.at_loop.set(i, this.none());
    if (this.at_loop.get(i).add_all(this.live)) this.grew = true;
  }
}

/** Number of a call among the instructions -> the locals needed after it, or where it may throw to. */
export function live_after_calls(list, locals) {
  return new Walk(list, locals).run();
}
