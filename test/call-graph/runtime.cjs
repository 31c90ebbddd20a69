// Loaded before an instrumented program (`--require`): writes each pair of a call and the function it entered, once, into
// a file of its own in the folder CALL_GRAPH. `d` the call entered it itself; `x` something between them did.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

if (process.env.CALL_GRAPH && !globalThis.__entered) {
  const out = fs.openSync(path.join(process.env.CALL_GRAPH, `${process.pid}-${process.hrtime.bigint()}.calls`), 'a');
  const later = queueMicrotask;
  const none = Object.freeze([]);
  /** Calls that are under way; `0`: the function that was entered last. Empty between jobs. */
  const under = [];
  const known = new Set();
  const push = (what) => {
    if (under.length === 0) later(() => (under.length = 0));
    under.push(what);
  };

  globalThis.__site = (id) => {
    push(id);
    return none;
  };

  globalThis.__done = (id, value) => {
    const at = under.lastIndexOf(id);
    if (at >= 0) under.length = at;
    return value;
  };

  globalThis.__back = (depth) => {
    if (under.length > depth) under.length = depth;
  };

  /** `implicit`: it runs without a call. Gives the depth to which a `catch` goes back. */
  globalThis.__entered = (id, implicit) => {
    if (!implicit) {
      let at = under.length - 1;
      while (at >= 0 && under[at] === 0) at -= 1;
      note(at >= 0 ? under[at] : '', id, at >= 0 && at === under.length - 1);
    }
    push(0);
    return under.length;
  };

  const note = (site, id, isNext) => {
    const pair = `${site}|${id}`;
    const key = isNext ? `>${pair}` : pair;
    if (known.has(key)) return;
    const direct = isFromProject();
    // An element that is read, a text that is made of an object: no call.
    if (direct && !isNext) return;
    known.add(key);
    fs.writeSync(out, `${direct ? 'd' : 'x'}|${pair}\n`);
  };

  /** Is the caller of the entered function code of the project? Frames: this one, `note`, `__entered`, it, its caller. */
  const isFromProject = () => {
    const { prepareStackTrace, stackTraceLimit } = Error;
    Error.stackTraceLimit = 5;
    Error.prepareStackTrace = (_, frames) => frames;
    const caller = new Error().stack[4];
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
    const file = caller?.getFileName();
    return Boolean(file) && !file.startsWith('node:') && !/[\\/]node_modules[\\/]/.test(file);
  };
}
