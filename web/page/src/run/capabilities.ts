// What the page needs of a browser, and what to say when it is not there.

export interface Lack {
  what: string;
  remedy: string;
}

/** The first thing without which nothing can be run; null when all is there. */
export function missing_capability(): Lack | null {
  if (typeof WebAssembly === 'undefined') {
    return { what: 'This browser has no WebAssembly.', remedy: 'Use a current Chrome, Edge, Firefox or Safari.' };
  }
  if (!isSecureContext) {
    return {
      what: 'This page was not opened over a secure connection, so the browser refuses shared memory.',
      remedy: 'Open it with https, or from localhost.',
    };
  }
  if (!crossOriginIsolated || typeof SharedArrayBuffer === 'undefined') {
    return {
      what: 'The page is not cross-origin isolated, so threads are not available.',
      remedy: 'Allow service workers for this site and reload, or serve it with tools/serve.',
    };
  }
  return null;
}
