// The two selects: which exercise is open, and which shipped program to put into the editor.
import { type Exercise, type ExerciseEntry, shipped_with_text } from '../data/exercise';
import { by_id, element } from '../view/element';

const kOwn = 'your edit';

export function show_exercises(entries: ExerciseEntry[]): void {
  by_id('exercise').replaceChildren(
    ...entries.map((e) => element('option', { value: e.id }, `${e.id}  ${e.title}`)));
}

export function show_programs(exercise: Exercise): void {
  by_id<HTMLSelectElement>('exercise').value = exercise.id;
  const groups = Map.groupBy(exercise.shipped, (s) => s.folder);
  const options = [...groups].map(([folder, programs]) => {
    const items = programs.map((p) => element('option', { value: `${p.folder}/${p.name}` },
      folder === 'starter' ? 'starter' : `${folder}/${p.name}`));
    return folder === 'starter' ? items[0]! : element('optgroup', { label: folder.replaceAll('_', ' ') }, ...items);
  });
  by_id('load').replaceChildren(element('option', { value: '', disabled: true }, kOwn), ...options);
}

/** Shows which shipped program the text is, or that it is the student's own. */
export function show_choice(exercise: Exercise, text: string): void {
  const shipped = shipped_with_text(exercise, text);
  by_id<HTMLSelectElement>('load').value = shipped ? `${shipped.folder}/${shipped.name}` : '';
}
