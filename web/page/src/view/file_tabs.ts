// The tabs above the editor: the student's file and those it may only read. Arrow keys move between them.
import { by_id, element } from './element';

function tab(name: string, editable: boolean): HTMLElement {
  return element('button', {
    type: 'button', role: 'tab', class: editable ? undefined : 'locked', 'data-file': name,
    'aria-controls': 'editor', 'aria-selected': 'false', tabindex: '-1',
  }, name);
}

export class FileTabs {
  private readonly bar = by_id('tabs');

  constructor(private readonly on_choose: (name: string) => void) {
    this.bar.addEventListener('keydown', (event) => this.key(event));
    this.bar.addEventListener('click', (event) => {
      const tab = (event.target as Element).closest<HTMLElement>('[role=tab]');
      if (tab?.dataset.file) this.on_choose(tab.dataset.file);
    });
  }

  open(files: { name: string; editable: boolean }[]): void {
    this.bar.replaceChildren(...files.map((file) => tab(file.name, file.editable)));
  }

  /** A file to be read, beside the student's. */
  add(name: string): void {
    this.tabs()[0]?.after(tab(name, false));
  }

  remove(name: string): void {
    this.tabs().find((tab) => tab.dataset.file === name)?.remove();
  }

  show(name: string): void {
    for (const tab of this.tabs()) {
      const chosen = tab.dataset.file === name;
      tab.setAttribute('aria-selected', `${chosen}`);
      tab.tabIndex = chosen ? 0 : -1;
    }
  }

  private tabs(): HTMLElement[] {
    return [...this.bar.querySelectorAll<HTMLElement>('[role=tab]')];
  }

  private key(event: KeyboardEvent): void {
    const tabs = this.tabs();
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    const to: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 };
    const tab = tabs[to[event.key] ?? -1];
    if (at < 0 || !tab?.dataset.file) return;
    event.preventDefault();
    tab.focus();
    this.on_choose(tab.dataset.file);
  }
}
