// Before anything else: without WebGL 2 there is nothing to draw with, and the promise of the module is rejected.
const weft_probe = document.createElement('canvas').getContext('webgl2');
if (!weft_probe) throw new Error('weft_app: this browser offers no WebGL 2');
weft_probe.getExtension('WEBGL_lose_context')?.loseContext();
