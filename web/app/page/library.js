// What page/platform.cpp asks of the browser: a --js-library, so `Module` is the object that weft_app.mjs resolves to.
addToLibrary({
  // Makes Module.canvas the element that SDL calls "#canvas", follows its size and the pixel ratio, and passes on
  // the few keys that the views know. All other keys stay the page's: Tab leaves the canvas, Ctrl+Enter checks.
  weft_page_attach__deps: ['$specialHTMLTargets', '$stringToNewUTF8'],  // the latter for api.js
  weft_page_attach: () => {
    const canvas = Module['canvas'] ?? document.getElementById('canvas');
    if (!canvas) throw new Error('weft_app: there is no canvas element; pass { canvas } to the module');
    Module['canvas'] = canvas;
    specialHTMLTargets['#canvas'] = canvas;
    canvas.addEventListener('pointerdown', () => canvas.focus({ preventScroll: true }));
    canvas.addEventListener('keydown', (event) => {
      const key = ['ArrowLeft', 'ArrowRight', 'Home'].indexOf(event.key);
      if (key < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      _weft_app_key(key);
    });
  },
  weft_page_attach__sig: 'v',

  weft_page_width: () => Math.max(1, Math.round(Module['canvas'].clientWidth)),
  weft_page_width__sig: 'i',
  weft_page_height: () => Math.max(1, Math.round(Module['canvas'].clientHeight)),
  weft_page_height__sig: 'i',

  weft_page_follow_size__deps: ['weft_page_width', 'weft_page_height'],
  weft_page_follow_size: () => {
    const resize = () => _weft_app_resize(_weft_page_width(), _weft_page_height());
    const observer = new ResizeObserver(resize);
    try {
      observer.observe(Module['canvas'], { box: 'device-pixel-content-box' });  // follows the pixel ratio too
    } catch {
      observer.observe(Module['canvas']);  // Safari
    }
  },
  weft_page_follow_size__sig: 'v',

  // A canvas that cannot be opened although WebGL 2 is there is a bug: said on the console.
  weft_page_fail__deps: ['$UTF8ToString'],
  weft_page_fail: (message) => {
    throw new Error(`weft_app: ${UTF8ToString(message)}`);
  },
  weft_page_fail__sig: 'vp',

  weft_page_selected: (event) => Module['onSelect']?.(event),
  weft_page_selected__sig: 'vi',

  // Counts drawings, so that tests can see that an idle canvas draws nothing.
  weft_page_drawn: () => void (Module['frames'] = (Module['frames'] ?? 0) + 1),
  weft_page_drawn__sig: 'v',
});
