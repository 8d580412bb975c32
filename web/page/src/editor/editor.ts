// The editor: one CodeMirror view whose state is swapped when another tab is shown, so that undo history, cursor
// and marks stay with their file.
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { cpp } from '@codemirror/lang-cpp';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers,
} from '@codemirror/view';
import type { Diagnostic } from '../data/outcome';
import { show_diagnostics } from './diagnostics';
import { mark_lines, marked_lines } from './marked_lines';
import { editor_theme } from './theme';

export interface EditorFile {
  name: string;
  text: string;
  editable: boolean;
}

export interface EditorEvents {
  /** The student's text changed. */
  edited(text: string): void;
  /** Another file is shown now. */
  shown(name: string): void;
  check(): void;
}

/** A line of a named file. */
export interface Place {
  file: string;
  line: number;
}

export class Editor {
  private readonly view: EditorView;
  private readonly states = new Map<string, EditorState>();
  private current = '';
  private student = '';
  private selected: Place | null = null;
  private sides: Place[] = [];

  constructor(parent: HTMLElement, private readonly events: EditorEvents) {
    this.view = new EditorView({ parent });
  }

  /** Replaces all files; the editable one is shown. */
  open(files: EditorFile[]): void {
    this.states.clear();
    for (const file of files) this.states.set(file.name, this.fresh_state(file));
    this.student = files.find((f) => f.editable)?.name ?? '';
    this.current = '';
    this.selected = null;
    this.sides = [];
    this.show(this.student);
  }

  show(name: string): void {
    const state = this.states.get(name);
    if (!state || name === this.current) return;
    if (this.current) this.states.set(this.current, this.view.state);
    this.current = name;
    this.view.setState(state);
    this.apply_marks();
    this.events.shown(name);
  }

  /** Adds a file that may only be read, and shows it. */
  add(file: { name: string; text: string }): void {
    this.states.set(file.name, this.fresh_state({ ...file, editable: false }));
    this.show(file.name);
  }

  remove(name: string): void {
    if (this.current === name) this.show(this.student);
    this.states.delete(name);
  }

  text(): string {
    return this.student_state().doc.toString();
  }

  /** Replaces the student's text as one undoable change. */
  replace_text(text: string): void {
    this.show(this.student);
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  show_diagnostics(diagnostics: Diagnostic[]): void {
    this.show(this.student);
    show_diagnostics(this.view, diagnostics);
  }

  /** Marks the sides and the selected place; the selected file is shown and its line scrolled into view. */
  mark(selected: Place | null, sides: Place[]): void {
    this.selected = selected;
    this.sides = sides;
    if (selected) this.show(selected.file);
    this.apply_marks();
    if (selected && selected.file === this.current) this.scroll_to(selected.line);
  }

  /** Puts the cursor at a line and takes the focus there. */
  go_to(line: number, column: number): void {
    this.show(this.student);
    const at = this.view.state.doc.line(Math.min(Math.max(line, 1), this.view.state.doc.lines));
    this.view.dispatch({ selection: { anchor: Math.min(at.from + Math.max(column - 1, 0), at.to) } });
    this.scroll_to(line);
    this.view.focus();
  }

  private apply_marks(): void {
    const here = (place: Place | null) => place !== null && place.file === this.current;
    const sides = this.sides.filter(here).map((s) => s.line);
    mark_lines(this.view, { selected: here(this.selected) ? this.selected!.line : null, sides });
  }

  private scroll_to(line: number): void {
    if (line < 1 || line > this.view.state.doc.lines) return;
    // Not EditorView.scrollIntoView(): in a narrow window that scrolls the whole page, away from what was clicked.
    const { top, height } = this.view.lineBlockAt(this.view.state.doc.line(line).from);
    const { scrollDOM } = this.view;
    scrollDOM.scrollTop = top - (scrollDOM.clientHeight - height) / 2;
  }

  private student_state(): EditorState {
    if (this.current === this.student) return this.view.state;
    const state = this.states.get(this.student);
    if (!state) throw new Error('no exercise is open');
    return state;
  }

  private fresh_state(file: EditorFile): EditorState {
    return EditorState.create({ doc: file.text, extensions: this.extensions(file) });
  }

  private extensions(file: EditorFile): Extension {
    const label = file.editable ? `Your program, ${file.name}` : `${file.name}, read only`;
    const read = [
      lineNumbers(), drawSelection(), bracketMatching(), highlightSelectionMatches(), cpp(), editor_theme(),
      marked_lines(), EditorState.tabSize.of(4), EditorView.contentAttributes.of({ 'aria-label': label }),
      keymap.of([...searchKeymap, ...defaultKeymap]),
    ];
    return file.editable ? [this.writing(), read] : [EditorState.readOnly.of(true), read];
  }

  private writing(): Extension {
    const check = { key: 'Mod-Enter', run: () => (this.events.check(), true) };
    return [
      keymap.of([check, ...closeBracketsKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
      history(), indentOnInput(), closeBrackets(), highlightActiveLine(), highlightActiveLineGutter(), lintGutter(),
      indentUnit.of('    '),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) this.events.edited(update.state.doc.toString());
      }),
    ];
  }
}
