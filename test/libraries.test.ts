import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { type Analysis, analyse } from '../src/analyse.ts';
import { auditOf } from '../src/audit.ts';
import type { ProjectModel } from '../src/link/project-model.ts';
import { consumerName } from '../src/queries/consumer-name.ts';
import { deadLetterOf } from '../src/queries/dead-letter-of.ts';
import { deliveriesOf } from '../src/queries/deliveries-of.ts';
import { unknownsOf } from '../src/queries/unknowns-of.ts';
import { expectationsIn } from './expectations.ts';
import { filesIn, foldersIn } from './files.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures');

/**
 * A small project for each library, and for each way in which real code hides its consumers. Comments on its lines say all that has to be found in it:
 * `// consumer: <name>, <dead letter>, <deliveries>`, `// producer: <name>` (`→ <consumer>` where a variable gives the name), and findings as in other fixtures. Where one says
 * `// unknown: <what would decide it>`, the comments say all that stays unknown.
 */
describe.each(['libraries', 'shapes'])('%s', (kind) => {
  const folder = path.join(fixtures, kind);
  test.each(foldersIn(folder))('%s', (name) => {
    const root = path.join(folder, name);
    const files = filesIn(root).map((file) => ({ file, text: fs.readFileSync(path.join(root, file), 'utf8') }));
    const analysis = analyse({ root });
    const found = [...consumersOf(analysis), ...producersOf(analysis)].toSorted();
    const comments = files.flatMap(({ file, text }) => commentsIn(file, text));
    const isUnknown = (comment: string): boolean => comment.includes(' unknown: ');
    expect(found).toEqual(comments.filter((comment) => !isUnknown(comment)).toSorted());

    const unknowns = comments.filter(isUnknown);
    if (unknowns.length > 0) expect(unknownsIn(analysis)).toEqual(unknowns.toSorted());

    const expected = files.flatMap(({ file, text }) => expectationsIn(file, text, rules));
    const findings = auditOf(analysis, rules, { version: '0.0.0', onlyRules: [...new Set(expected.map(({ rule }) => rule))] }).findings;
    expect(findings.map(({ at, ruleId, messageId }) => `${at.file}:${String(at.line)} ${ruleId} ${messageId}`).toSorted()).toEqual(
      expected.map(({ file, line, rule, messageId }) => `${file}:${String(line)} ${rule} ${messageId}`).toSorted(),
    );
  });
});

function consumersOf({ model }: Analysis): readonly string[] {
  return model.consumers.map((consumer) => {
    const deliveries = deliveriesOf(model, consumer);
    const max = deliveries.status === 'bounded' ? deliveries.max : undefined;
    const { file, line } = consumer.at;
    return `${file}:${String(line)} consumer: ${consumerName(consumer)}, ${deadLetterOf(model, consumer).status}, ${String(max ?? deliveries.status)}`;
  });
}

function producersOf({ model }: Analysis): readonly string[] {
  return model.producers.map((producer) => {
    const { file, line } = producer.askedAt;
    return `${file}:${String(line)} producer: ${producer.destination?.shown ?? '?'}${takenBy(model, producer)}`;
  });
}

/** Who takes what is sent to a name that only deployment gives. */
function takenBy(model: ProjectModel, { broker, destination: name, at }: ProjectModel['producers'][number]): string {
  if (!name || name.settings.length === 0) return '';
  const destination = model.destinationOf({ system: broker.system, at, name });
  const takers = model.consumers.filter(({ sources }) => destination && sources.includes(destination));
  return takers.length === 0 ? '' : ` → ${takers.map(consumerName).join(', ')}`;
}

function unknownsIn({ model }: Analysis): readonly string[] {
  return unknownsOf(model)
    .map(({ at: { file, line }, wouldDecide }) => `${file}:${String(line)} unknown: ${wouldDecide}`)
    .toSorted();
}

function commentsIn(file: string, text: string): readonly string[] {
  return text.split('\n').flatMap((content, index) =>
    content
      .split(/ (?:\/\/|#) /)
      .filter((comment) => /^(?:consumer|producer|unknown): /.test(comment))
      .map((comment) => `${file}:${String(index + 1)} ${comment.trim()}`),
  );
}
