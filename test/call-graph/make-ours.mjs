// Writes our call graph of a checkout: `node make-ours.mjs CHECKOUT OUT`, after `npm run build`.
import fs from 'node:fs';
import { analyse } from '../../dist/src/analyse.js';
import { calleesOf } from '../../dist/src/link/callers.js';
import { ourGraph } from './our-graph.mjs';

const [root, out] = process.argv.slice(2);
const { model, sources } = analyse({ root });
const { calls, handed } = ourGraph(model, calleesOf);
fs.writeFileSync(out, JSON.stringify({ sources, handed: [...handed], calls: [...calls].map(([site, targets]) => [site, [...targets]]) }));
