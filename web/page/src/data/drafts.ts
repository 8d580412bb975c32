// The student's last text of each exercise, kept in this browser. Storage may be off or full: then nothing is
// kept, and keep() says so.

const kPrefix = 'weft.draft.';

export function draft_of(id: string): string | null {
  try {
    return localStorage.getItem(kPrefix + id);
  } catch {
    return null;
  }
}

export function keep_draft(id: string, text: string): boolean {
  try {
    localStorage.setItem(kPrefix + id, text);
    return true;
  } catch {
    return false;
  }
}

export function forget_draft(id: string): void {
  try {
    localStorage.removeItem(kPrefix + id);
  } catch {
    // Nothing was kept, so nothing is left to forget.
  }
}
