// The URL's hash names the exercise: #22.

export function exercise_in_hash(): string {
  return decodeURIComponent(location.hash.replace(/^#\/?/, ''));
}

export function show_in_hash(id: string): void {
  if (exercise_in_hash() !== id) history.replaceState(null, '', `#${encodeURIComponent(id)}`);
}

export function on_hash_change(handler: (id: string) => void): void {
  addEventListener('hashchange', () => handler(exercise_in_hash()));
}
