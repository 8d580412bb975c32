// Lines of the failing execution: the selected step's, and those of the two sides. They move with edits.
import { type Extension, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

interface Marks {
  selected: number | null;
  sides: number[];
}

const set_marks = StateEffect.define<Marks>();
const step_line = Decoration.line({ class: 'cm-step-line', attributes: { 'data-step-line': '' } });
const side_line = Decoration.line({ class: 'cm-side-line' });

function decorate(document: Text, marks: Marks): DecorationSet {
  const exists = (line: number) => line >= 1 && line <= document.lines;
  const ranges = [...new Set(marks.sides)].filter(exists).map((n) => side_line.range(document.line(n).from));
  if (marks.selected !== null && exists(marks.selected)) {
    ranges.push(step_line.range(document.line(marks.selected).from));
  }
  return Decoration.set(ranges, true);
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    const effect = transaction.effects.find((e) => e.is(set_marks));
    if (effect) return decorate(transaction.state.doc, effect.value as Marks);
    return decorations.map(transaction.changes);
  },
  provide: (f) => EditorView.decorations.from(f),
});

export function marked_lines(): Extension {
  return field;
}

export function mark_lines(view: EditorView, marks: Marks): void {
  view.dispatch({ effects: set_marks.of(marks) });
}
