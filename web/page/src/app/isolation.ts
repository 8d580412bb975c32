// Registers the service worker. On hosts that do not send the isolation headers it adds them, which takes one
// reload after it is installed; a flag in the session keeps that from happening twice.

const kReloaded = 'weft.isolation-reload';

function reload_once(): void {
  try {
    if (sessionStorage.getItem(kReloaded)) return;
    sessionStorage.setItem(kReloaded, '1');
    location.reload();
  } catch {
    // Without session storage a reload could repeat for ever; the missing capability is shown instead.
  }
}

function forget_reload(): void {
  try {
    sessionStorage.removeItem(kReloaded);
  } catch {
    // Nothing was kept.
  }
}

/** Resolves when the worker controls the page, or cannot. */
export async function keep_offline_and_isolated(): Promise<void> {
  if (crossOriginIsolated) forget_reload();
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('service_worker.js');
    await navigator.serviceWorker.ready;
    if (!crossOriginIsolated) reload_once();
  } catch {
    // Private windows refuse service workers: the page works without, as long as the host sends the headers.
  }
}
