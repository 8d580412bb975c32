// What lies on the operand stack under the arguments of each call of a function.
import { kF32, kF64, kI32, kI64, kNoResult, op, signature_of, UnknownCode } from './wasm_code.mjs';

class Operands {
  constructor(module, { locals, type }) {
    this.module = module;
    this.locals = locals;
    this.stack = [];
    this.blocks = [{ height: 0, type, is_dead: false }];
    this.under = new Map();  // call -> types of what lies under its arguments
  }

  type_of_block({ index }) {
    if (index >= 0) return this.module.types[index];
    const result = -1 - index;
    if (index !== kNoResult && ![kI32, kI64, kF32, kF64].includes(result)) throw new UnknownCode('a block of another type');
    return { parameters: [], results: index === kNoResult ? [] : [result] };
  }

  get block() {
    return this.blocks.at(-1);
  }

  apply({ parameters, results }) {
    this.stack.length -= parameters.length;
    this.stack.push(...results);
  }

  open(instruction) {
    const is_dead = this.block.is_dead;
    const type = this.type_of_block(instruction);
    if (!is_dead && instruction.op === op.if) this.stack.pop();
    const height = is_dead ? this.stack.length : this.stack.length - type.parameters.length;
    this.blocks.push({ height, type, is_dead, was_dead: is_dead });
  }

  /** The next part of a construct begins, with `types` on the stack. */
  next_part(types) {
    this.stack.length = this.block.height;
    this.stack.push(...types);
    this.block.is_dead = this.block.was_dead;
  }

  close() {
    const { height, type } = this.blocks.pop();
    this.stack.length = height;
    this.stack.push(...type.results);
  }

  step(instruction, i) {
    const { op: code } = instruction;
    switch (code) {
      case op.block: case op.loop: case op.if: case op.try: return this.open(instruction);
      case op.end: case op.delegate: return this.close();
      case op.else: return this.next_part(this.block.type.parameters);
      case op.catch: return this.next_part(this.module.types[this.module.tags[instruction.index]].parameters);
      case op.catch_all: return this.next_part([]);
      default:
        if (!this.block.is_dead) this.plain_step(instruction, i);
    }
  }

  plain_step(instruction, i) {
    const { op: code, index } = instruction;
    switch (code) {
      case op.br: case op.br_table: case op.return: case op.unreachable: case op.throw: case op.rethrow:
        this.block.is_dead = true;
        return;
      case 0x01: return;
      case op.drop: case op.br_if: case op.local_set: case op.global_set: this.stack.pop(); return;
      case op.select: this.stack.length -= 2; return;
      case op.local_get: this.stack.push(this.locals[index]); return;
      case op.local_tee: return;
      case op.global_get: this.stack.push(this.module.globals[index]); return;
      case op.call: case op.call_indirect: return this.call(instruction, i);
      default: this.apply(signature_of(instruction));
    }
  }

  call(instruction, i) {
    if (instruction.op === op.call_indirect) this.stack.pop();
    const { parameters, results } = this.module.type_called(instruction);
    const under = this.stack.length - parameters.length;
    if (under < this.block.height) throw new UnknownCode('a call without its arguments');
    this.under.set(i, this.stack.slice(0, under));
    this.apply({ parameters, results });
  }
}

/** Number of a call among the instructions -> types of what lies under its arguments, deepest first. Not of dead code. */
export function operands_under_calls(module, code, list) {
  const operands = new Operands(module, code);
  list.forEach((instruction, i) => operands.step(instruction, i));
  return operands.under;
}
