import fs from 'node:fs';
import path from 'node:path';

/**
 * A project of a given size: one file in twenty consumes or sends messages, one in ten answers requests, the others are
 * services that call each other. The same for the same size.
 */
export function generate(root, size) {
  write(root, 'package.json', JSON.stringify({ name: 'generated', type: 'module', dependencies: { bullmq: '^5.61.0', express: '^5.1.0' } }));
  for (let index = 0; index < size; index++) write(root, `src/part${Math.floor(index / 50)}/${nameOf(index)}.ts`, textOf(index, size));
  return root;
}

function textOf(index, size) {
  if (index % 20 === 0) return consumer(index, size);
  if (index % 20 === 1) return producer(index);
  if (index % 10 === 2) return routes(index, size);
  return service(index, size);
}

function consumer(index, size) {
  const used = other(index, 7, size);
  return `import { Worker } from 'bullmq';
import { run as work } from '${way(used)}';

export const worker${index} = new Worker('orders-${index}', async (job) => {
  try {
    await work(job.data.id, job.data.lines);
  } catch (error) {
    console.error('order', job.id, error);
    throw error;
  }
});
`;
}

function producer(index) {
  return `import { Queue } from 'bullmq';

const queue = new Queue('orders-${index - 1}', { defaultJobOptions: { attempts: 3 } });

export async function run(id: string, lines: readonly string[]): Promise<number> {
  await queue.add('order', { id, lines });
  return lines.length;
}
`;
}

function routes(index, size) {
  const [one, two] = [other(index, 11, size), other(index, 13, size)];
  return `import { Router } from 'express';
import { run as price } from '${way(one)}';
import { run as reserve } from '${way(two)}';

export const router${index} = Router();

router${index}.post('/orders/${index}', async (request, response) => {
  const total = await price(request.body.id, request.body.lines);
  await reserve(request.body.id, request.body.lines);
  response.json({ total });
});
`;
}

function service(index, size) {
  const used = other(index, 3, size);
  return `import { run as next } from '${way(used)}';

interface Line {
  readonly product: string;
  readonly amount: number;
}

export class Basket${index} {
  private readonly lines: Line[] = [];

  add(product: string, amount: number): this {
    this.lines.push({ product, amount });
    return this;
  }

  total(prices: ReadonlyMap<string, number>): number {
    let sum = 0;
    for (const { product, amount } of this.lines) {
      const price = prices.get(product);
      if (price === undefined) throw new Error(\`No price of \${product}\`);
      sum += price * amount;
    }
    return sum;
  }
}

export async function run(id: string, lines: readonly string[]): Promise<number> {
  const basket = new Basket${index}();
  for (const line of lines) basket.add(line, 1);
  if (id === '') return 0;
  return basket.total(new Map(lines.map((line, at) => [line, at + ${index}]))) + (lines.length > 100 ? await next(id, lines.slice(1)) : 0);
}
`;
}

/** A service near by, with a number that says nothing to readers: calls go on for a few files and end. */
function other(index, step, size) {
  let to = (index + step) % size;
  while (to % 20 === 0 || to % 10 === 2) to = (to + 1) % size;
  return to;
}

function nameOf(index) {
  return `file${index}`;
}

function way(index) {
  return `../part${Math.floor(index / 50)}/${nameOf(index)}.js`;
}

function write(root, file, text) {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}
