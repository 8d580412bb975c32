// Hands a text to the browser's downloads.

export function save_file(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Browsers read it after the click has returned, and say nothing when they are done.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
